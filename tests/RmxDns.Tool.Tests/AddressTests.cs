using System.Text.Json.Nodes;

namespace RmxDns.Tool.Tests;

/// <summary><c>rmx address</c>: the names that docs/rmx-record.md gives to mail addresses, both ways.</summary>
public class AddressTests
{
    [Theory]
    [InlineData("some.user@example.com", "some.user._rmx.example.com.", "some.user._rmx")]
    [InlineData("John@example.com", "=4Aohn._rmx.example.com.", "=4Aohn._rmx")]
    [InlineData("\"a..b\"@example.com", "a.=2Eb._rmx.example.com.", "a.=2Eb._rmx")]
    [InlineData("_rmx@example.com", "=5Frmx._rmx.example.com.", "=5Frmx._rmx")]
    [InlineData("john+list@example.com", "john=2Blist._rmx.example.com.", "john=2Blist._rmx")]
    [InlineData("\"-x y\"@example.com", "-x=20y._rmx.example.com.", "'-x=20y._rmx'")]
    public void An_address_has_a_name_and_a_key_and_comes_back(string address, string owner, string key)
    {
        JsonNode there = JsonNode.Parse(RmxRun.Of("address", "--json", address).Output)![0]!;
        Assert.Equal((owner, key), ((string)there["owner"]!, (string)there["key"]!));
        JsonNode back = JsonNode.Parse(RmxRun.Of("address", "--json", "--reverse", owner).Output)![0]!;
        Assert.Equal(address, (string)back["address"]!);
    }

    [Fact]
    public void The_key_is_relative_to_the_zone_that_is_named() =>
        Assert.EndsWith("  joe._rmx.mail\n", RmxRun.Of("address", "joe@mail.example.com", "--zone", "example.com").Output, StringComparison.Ordinal);

    [Fact]
    public void A_domain_in_another_script_is_turned_into_its_ascii_form() =>
        Assert.Contains("joe._rmx.xn--bcher-kva.example.", RmxRun.Of("address", "joe@bücher.example").Output, StringComparison.Ordinal);

    [Fact]
    public void The_angle_brackets_of_SMTP_are_taken_off() =>
        Assert.Equal(RmxRun.Of("address", "joe@example.com").Output, RmxRun.Of("address", "<joe@example.com>").Output);

    [Theory]
    [InlineData("no address", "no mail address")]
    [InlineData("joe@[192.0.2.1]", "no mail address")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123@example.com", "over 63")]
    public void What_has_no_name_is_told(string text, string message)
    {
        RmxRun run = RmxRun.Of("address", text);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("www.example.com")]
    [InlineData("_rmx.example.com")]
    [InlineData("=4aohn=._rmx.example.com")]
    public void A_name_of_no_address_is_told(string name) => Assert.Equal(1, RmxRun.Of("address", "--reverse", name).ExitCode);

    [Fact]
    public void Of_several_the_good_ones_are_printed()
    {
        RmxRun run = RmxRun.Of("address", "a@example.com", "nonsense", "b@example.com");
        Assert.Equal((1, 3), (run.ExitCode, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Equal(2, RmxRun.Of("address", "a@example.com", "--zone", "..").ExitCode);
    }
}
