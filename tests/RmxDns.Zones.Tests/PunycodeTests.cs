using RmxDns.Zones.Records;

namespace RmxDns.Zones.Tests;

/// <summary>The samples of RFC 3492 §7.1, in lower case as IDNA 2008 has them, and names registered in the root zone.</summary>
public class PunycodeTests
{
    [Theory]
    [InlineData("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn")]
    [InlineData("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye")]
    [InlineData("pročprostěnemluvíčesky", "proprostnemluvesky-uyb24dma41a")]
    [InlineData("למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b")]
    [InlineData("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l")]
    [InlineData("なぜみんな日本語を話してくれないのか", "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa")]
    [InlineData("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b")]
    [InlineData("ひとつ屋根の下2", "2-u9tlzr9756bt3uc0v")]
    [InlineData("そのスピードで", "d9juau41awczczp")]
    [InlineData("bücher", "bcher-kva")]
    public void Encodes(string text, string expected) =>
        Assert.Equal(expected, Punycode.Encode([.. text.EnumerateRunes().Select(rune => rune.Value)]));

    [Theory]
    [InlineData("рф", "xn--p1ai")]
    [InlineData("中国", "xn--fiqs8s")]
    [InlineData("ไทย", "xn--o3cw4h")]
    [InlineData("இலங்கை", "xn--xkc2al3hye2a")]
    [InlineData("امارات", "xn--mgbaam7a8h")]
    [InlineData("한국", "xn--3e0b707e")]
    [InlineData("plain.ascii_label", "plain.ascii_label")]
    public void Turns_names_into_those_of_the_root_zone(string name, string expected) =>
        Assert.Equal(expected, InternationalNames.ToAscii(name));

    [Theory]
    [InlineData("\uD800")]
    [InlineData("a\uDC00b")]
    [InlineData("☕")]
    public void Refuses_what_is_no_name(string name) => Assert.Null(InternationalNames.ToAscii(name));
}
