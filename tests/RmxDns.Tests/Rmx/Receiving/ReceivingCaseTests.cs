namespace RmxDns.Tests.Rmx.Receiving;

/// <summary>Every case of <c>tests/data/rmx/receiving</c>.</summary>
public class ReceivingCaseTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases => ReceivingCase.All.Select(@case => new TheoryDataRow<string>(@case.ToString()));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_verdict_and_its_mechanism_are_right(string title) =>
        await Assert.Single(ReceivingCase.All, @case => @case.ToString() == title).RunAsync();
}
