using RmxDns.Rdata;
using RmxDns.Tool.Messages;
using RmxDns.Wire;

namespace RmxDns.Tool.Interop.Judging;

/// <summary>
/// What a response says of its question: the aliases followed within the answer section (RFC 1034 §4.3.2 step 3a), the records at
/// their end, and the records that belong to none of it.
/// </summary>
internal sealed class AnswerView
{
    private const int MostAliases = 32;
    private const ushort Rrsig = RrType.Rrsig;

    private static readonly Name Zone = Name.Parse("interop.test.");

    private readonly List<Name> _chain;

    public AnswerView(Message message, Name name, ushort type, TypeTable types)
    {
        _chain = [name];
        Records = RecordsAt(message, name, type);
        while (Records.Count == 0 && _chain.Count <= MostAliases && RecordsAt(message, _chain[^1], RrType.Cname) is [{ } alias, ..]
            && Name.FromWire(alias.Rdata) is { } target && !_chain.Contains(target))
        {
            _chain.Add(target);
            Records = RecordsAt(message, target, type);
        }
        HasSoa = message.In(Section.Authority).Any(record => record.Type == RrType.Soa);
        Additional = message.In(Section.Additional).Count();
        MessageRecord? foreign = message.Records.FirstOrDefault(record => IsForeign(record, message, type));
        Foreign = foreign is null ? null : $"{foreign.Owner} {types.NameOf(foreign.Type)}{(foreign.Class == RrClass.In ? "" : $" of class {foreign.Class}")} in the {foreign.Section.ToString().ToLowerInvariant()} section";
    }

    /// <summary>The records of the type at the end of the aliases.</summary>
    public IReadOnlyList<MessageRecord> Records { get; }

    /// <summary>The name at the end of the aliases.</summary>
    public Name End => _chain[^1];

    /// <summary>The number of aliases.</summary>
    public int Aliases => _chain.Count - 1;

    /// <summary>Whether an SOA stands in the authority section.</summary>
    public bool HasSoa { get; }

    /// <summary>The additional records, OPT left out.</summary>
    public int Additional { get; }

    /// <summary>A record that has nothing to do with the question; null without one.</summary>
    public string? Foreign { get; }

    private static List<MessageRecord> RecordsAt(Message message, Name owner, ushort type) =>
        [.. message.In(Section.Answer).Where(record => record.Type == type && record.Class == RrClass.In && record.Owner.Equals(owner))];

    private bool IsForeign(MessageRecord record, Message message, ushort type) => record.Section switch
    {
        Section.Answer => record.Class != RrClass.In || !_chain.Contains(record.Owner) || !(record.Type == type || record.Type is RrType.Cname or Rrsig),
        Section.Authority => !_chain.Exists(name => name.IsAtOrBelow(record.Owner)),
        _ => record.Type != RrType.Opt && !record.Owner.IsAtOrBelow(Zone)
            && !message.In(Section.Authority).Any(server => server.Type == RrType.Ns && record.Owner.Equals(Name.FromWire(server.Rdata))),
    };
}
