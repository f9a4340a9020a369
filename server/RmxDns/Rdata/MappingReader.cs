using RmxDns.Rdata.Fields;
using RmxDns.Wire;

namespace RmxDns.Rdata;

/// <summary>
/// RDATA from a mapping of keys, field by field. A field of several keys (LOC) is read as the text that their values
/// make; the parts of service parameters come as <c>svcparams.name</c>. The first fault ends it.
/// </summary>
internal static class MappingReader
{
    private const string ParameterPrefix = "svcparams.";

    public static bool TryParse(
        RdataType type, TypeTable types, IReadOnlyList<KeyValuePair<string, string>> pairs, Name origin, out byte[] rdata, out MappingFault fault)
    {
        rdata = [];
        var writer = new RdataWriter();
        Field[] fields = [.. FieldsFor(type, pairs)];
        if (!HasKnownKeysOnly(type, fields, pairs, out fault))
            return false;
        foreach (Field field in fields)
        {
            bool read = field is ServiceParametersField && pairs.Any(IsParameter)
                ? TryParseParameters(types, pairs, origin, writer, out fault)
                : TryParseField(field, types, pairs, origin, writer, out fault);
            if (!read)
                return false;
        }
        if (writer.TooLong)
        {
            fault = new MappingFault(-1, "", new TextFault(0, 0, "RDATA over 65,535 octets"));
            return false;
        }
        rdata = writer.ToArray();
        return true;
    }

    /// <summary>The fields, for DS with octoDNS's old names where one of those that tell them is present.</summary>
    private static IEnumerable<Field> FieldsFor(RdataType type, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        if (type.OldKeys.Count == 0 || !pairs.Any(pair => pair.Key is "flags" or "public_key"))
            return type.Fields;
        return type.Fields.Zip(type.OldKeys, (field, key) => field.Keyed(key));
    }

    private static bool IsParameter(KeyValuePair<string, string> pair) => pair.Key.StartsWith(ParameterPrefix, StringComparison.Ordinal);

    private static bool HasKnownKeysOnly(
        RdataType type, Field[] fields, IReadOnlyList<KeyValuePair<string, string>> pairs, out MappingFault fault)
    {
        MappingKey[] known = [.. fields.SelectMany(field => field.MappingKeys)];
        bool takesParameters = fields.Any(field => field is ServiceParametersField);
        var seen = new Dictionary<MappingKey, string>();
        for (int i = 0; i < pairs.Count; i++)
        {
            string key = pairs[i].Key;
            if (takesParameters && IsParameter(pairs[i]))
                continue;
            MappingKey? entry = Array.Find(known, candidate => candidate.Names.Contains(key));
            string? message = entry is null
                ? $"{type.Mnemonic} has no key '{key}'; it has {string.Join(", ", known.Select(k => string.Join(" or ", k.Names)))}"
                : seen.TryAdd(entry, key) ? null : $"'{key}' says again what '{seen[entry]}' says";
            if (message is null)
                continue;
            fault = new MappingFault(i, key, new TextFault(0, 0, message));
            return false;
        }
        fault = default;
        return true;
    }

    private static bool TryParseField(
        Field field, TypeTable types, IReadOnlyList<KeyValuePair<string, string>> pairs, Name origin, RdataWriter writer, out MappingFault fault)
    {
        IReadOnlyList<MappingKey> entries = field.MappingKeys;
        var values = new string[entries.Count];
        var indexes = new int[entries.Count];
        for (int i = 0; i < entries.Count; i++)
        {
            indexes[i] = IndexOf(pairs, entries[i]);
            if (indexes[i] < 0 && entries[i].Default is null)
            {
                fault = new MappingFault(-1, entries[i].Names[0], new TextFault(0, 0, $"the key '{entries[i].Names[0]}' is missing"));
                return false;
            }
            values[i] = indexes[i] < 0 ? entries[i].Default! : pairs[indexes[i]].Value;
            if (entries.Count > 1 && (values[i].Length == 0 || values[i].AsSpan().ContainsAny(" \t\r\n")))
            {
                fault = new MappingFault(indexes[i], entries[i].Names[0], new TextFault(0, values[i].Length, "one word without white space"));
                return false;
            }
        }
        var text = new RdataText(string.Join(' ', values), origin, types, whole: !field.TakesRest);
        bool read = field.TryParseValue(ref text, writer) && (text.AtEnd || text.Fail(0, values[^1].Length, $"more than the {field.Label}"));
        fault = read ? default : Place(text.Fault, entries, values, indexes);
        return read;
    }

    private static int IndexOf(IReadOnlyList<KeyValuePair<string, string>> pairs, MappingKey entry)
    {
        for (int i = 0; i < pairs.Count; i++)
        {
            if (entry.Names.Contains(pairs[i].Key))
                return i;
        }
        return -1;
    }

    /// <summary>Gives a fault in joined values to the one that it lies in.</summary>
    private static MappingFault Place(TextFault fault, IReadOnlyList<MappingKey> entries, string[] values, int[] indexes)
    {
        int start = 0, i = 0;
        while (i < values.Length - 1 && fault.Offset > start + values[i].Length)
            start += values[i++].Length + 1;
        return new MappingFault(indexes[i], entries[i].Names[0], fault with { Offset = fault.Offset - start });
    }

    private static bool TryParseParameters(
        TypeTable types, IReadOnlyList<KeyValuePair<string, string>> pairs, Name origin, RdataWriter writer, out MappingFault fault)
    {
        var parts = new List<(string Name, string? Value, int Index)>();
        for (int i = 0; i < pairs.Count; i++)
        {
            if (!IsParameter(pairs[i]))
                continue;
            string name = pairs[i].Key[ParameterPrefix.Length..];
            int same = parts.FindIndex(part => part.Name == name);
            if (same < 0)
                parts.Add((name, pairs[i].Value, i));
            else
                parts[same] = (name, parts[same].Value + "," + pairs[i].Value, parts[same].Index);
        }
        bool read = ServiceParametersField.TryParseParts(parts, origin, types, writer, out int index, out TextFault wrong);
        fault = read ? default : PlaceInList(pairs, index, wrong);
        return read;
    }

    /// <summary>Gives a fault in the items of a list, which were joined by commas, to its item; one of the key itself has no place in a value.</summary>
    private static MappingFault PlaceInList(IReadOnlyList<KeyValuePair<string, string>> pairs, int first, TextFault fault)
    {
        string key = pairs[first].Key;
        if (!ServiceParameter.TryParseKey(key.AsSpan(ParameterPrefix.Length), out _))
            return new MappingFault(first, key, new TextFault(0, 0, fault.Message));
        int start = 0, item = first;
        for (int i = first + 1; i < pairs.Count && fault.Offset > start + pairs[item].Value.Length; i++)
        {
            if (pairs[i].Key != key)
                continue;
            start += pairs[item].Value.Length + 1;
            item = i;
        }
        int offset = Math.Min(fault.Offset - start, pairs[item].Value.Length);
        return new MappingFault(item, key, fault with { Offset = offset, Length = Math.Min(fault.Length, pairs[item].Value.Length - offset) });
    }
}
