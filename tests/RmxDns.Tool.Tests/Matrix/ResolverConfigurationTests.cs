using System.Net;
using System.Text.RegularExpressions;
using RmxDns.Interop;
using RmxDns.Interop.Matrix;
using RmxDns.Interop.Resolvers;

namespace RmxDns.Tool.Tests.Matrix;

/// <summary>Each resolver and mode has a configuration, addresses of its own, and nothing in it that is left open.</summary>
public sealed partial class ResolverConfigurationTests
{
    public static TheoryData<string> Names => [.. Place.Of([], []).Select(place => place.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_configuration_is_filled_in_whole(string name)
    {
        Place place = Place.Of([], []).Single(each => each.Name == name);
        using var folder = new TemporaryFolder();
        string template = place.Resolver.Template(place.Mode);
        string text = File.ReadAllText(new Seat(place.Address, folder.PathOf("."), place.Authority).Configure(template));
        Assert.DoesNotMatch(Placeholder(), text);
        Assert.Contains(place.Address.Address.ToString(), text, StringComparison.Ordinal);
        if (place.Mode != Resolver.Iterate)
            Assert.Contains($"{place.Authority.Port}", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_configuration_starts_with_what_it_is_and_gives_reasons(string name)
    {
        Place place = Place.Of([], []).Single(each => each.Name == name);
        string[] lines = File.ReadAllLines(Path.Combine(Folders.Resolvers, place.Resolver.Template(place.Mode)));
        Assert.Matches("^(#|//|--) .*\\.$", lines[0]);
        Assert.True(lines.Count(line => Reason().IsMatch(line)) > 2, "a reason for each option that is not the default");
    }

    [Fact]
    public void Places_do_not_share_addresses()
    {
        IReadOnlyList<Place> places = Place.Of([], []);
        IPEndPoint[] addresses = [.. places.Select(place => place.Address), .. places.Select(place => place.Authority)];
        Assert.Equal(addresses.Length, addresses.Distinct().Count());
        Assert.All(addresses, address => Assert.True(IPAddress.IsLoopback(address.Address)));
    }

    [Fact]
    public void A_family_names_all_its_settings_and_an_unknown_name_is_refused()
    {
        Assert.Equal(["dnsmasq", "dnsmasq-cache-rr"], Place.Of(["dnsmasq"], []).Select(place => place.Resolver.Id));
        Assert.Equal(["kresd-iterate", "kresd-stub"], Place.Of(["kresd"], ["iterate", "stub"]).Select(place => place.Name));
        Assert.Contains("'bing'", Assert.Throws<ArgumentException>(() => Place.Of(["bing"], [])).Message, StringComparison.Ordinal);
    }

    [GeneratedRegex("@[A-Z_]+@")]
    private static partial Regex Placeholder();

    [GeneratedRegex("(#|//|--) ")]
    private static partial Regex Reason();
}
