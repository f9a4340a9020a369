using System.Globalization;
using System.Text;

namespace RmxDns.Zones.Tests.Blocks;

/// <summary>A zone file of some hundred owners that is edited at random: mostly as people do, now and then in ways that matter to all of it.</summary>
internal sealed class EditedFile
{
    private const int Owners = 700;
    private const int MostOdd = 4;

    private readonly Random _random;
    private readonly List<string> _pairs = [];
    private readonly List<string> _odd = [];
    private string _head;
    private int _named;

    public EditedFile(int seed)
    {
        _random = new Random(seed);
        _head = NewHead();
        for (int i = 0; i < Owners; i++)
            _pairs.Add(Plain(NewName()));
    }

    /// <summary>The file.</summary>
    public byte[] Octets
    {
        get
        {
            var text = new StringBuilder(_head);
            foreach (string pair in _pairs)
                _ = text.Append(pair);
            return Encoding.UTF8.GetBytes(text.ToString());
        }
    }

    /// <summary>What was done last.</summary>
    public string LastEdit { get; private set; } = "";

    /// <summary>Makes one to three changes.</summary>
    public void Edit()
    {
        LastEdit = "";
        for (int i = _random.Next(1, 4); i > 0; i--)
            EditOnce();
    }

    private void EditOnce()
    {
        int at = _random.Next(_pairs.Count);
        int edit = _random.Next(100);
        bool isNamed = _pairs[at][0] is 'n' or 'N';
        LastEdit += $" {edit}@{at}";
        // What is odd does not stay for long, or nothing else would be tried.
        if (_odd.Count > 0 && (edit < 25 || _odd.Count > MostOdd))
            RemoveOdd();
        else if (edit < 45 && isNamed)
            _pairs[at] = Plain(NameOf(_pairs[at]));
        else if (edit < 57)
            _pairs.Insert(at, Plain(NewName()));
        else if (edit < 67 && _pairs.Count > Owners / 2)
            _pairs.RemoveAt(at);
        else if (edit < 72 && isNamed)
            _pairs[at] = _pairs[at].Replace(NameOf(_pairs[at]), _random.Next(3) == 0 ? NameOf(_pairs[at]).ToUpperInvariant() : NewName(), StringComparison.Ordinal);
        else if (edit < 76)
            Move(at);
        else if (edit < 80)
            _pairs.Insert(at, _random.Next(2) == 0 ? "\n" : "# a remark\n");
        else if (edit < 82)
            _head = NewHead();
        else if (edit < 83)
            Copy(at);
        else if (edit < 92)
            AddOdd(at, Odd());
        else if (edit < 94)
            AddOdd(at, Broken());
    }

    private void AddOdd(int at, string pair)
    {
        _pairs.Insert(at, pair);
        _odd.Add(pair);
    }

    private void RemoveOdd()
    {
        _ = _pairs.Remove(_odd[^1]);
        _odd.RemoveAt(_odd.Count - 1);
    }

    private void Move(int at)
    {
        int count = Math.Min(_random.Next(1, 60), _pairs.Count - at);
        List<string> moved = _pairs.GetRange(at, count);
        _pairs.RemoveRange(at, count);
        _pairs.InsertRange(_random.Next(_pairs.Count), moved);
    }

    /// <summary>Owners for the second time; they count as odd, so that they go again.</summary>
    private void Copy(int at)
    {
        string copy = string.Concat(_pairs.GetRange(at, Math.Min(_random.Next(1, 60), _pairs.Count - at)));
        AddOdd(_random.Next(_pairs.Count), copy);
    }

    private string NewName() => string.Create(CultureInfo.InvariantCulture, $"n{_named++}{(_random.Next(12) == 0 ? ".deep" : "")}");

    private string AnyName() => string.Create(CultureInfo.InvariantCulture, $"n{_random.Next(_named)}");

    private static string NameOf(string pair) => pair[..pair.IndexOf(':', StringComparison.Ordinal)];

    private string NewHead()
    {
        string soa = string.Create(CultureInfo.InvariantCulture, $"'': [{{type: SOA, value: ns.example.net. h.example.net. {_random.Next(1, 9)} 2 3 4 5}}, {{type: NS, value: {AnyName()}}}]\n");
        return _random.Next(7) switch
        {
            0 => "",
            1 => "# the zone\n---\n" + soa,
            2 => $"$ttl: {_random.Next(1, 3)}h\n" + soa,
            3 => "$ns: [ns.example.net.]\n",
            4 => "$rmx-txt: " + (_random.Next(3) == 0 ? "true\n" : "false\n") + soa,
            5 => _random.Next(3) == 0 ? "$origin: other.example.\n" + soa : "$origin: example.com.\n" + soa,
            _ => soa,
        };
    }

    private string Plain(string name)
    {
        int number = _random.Next(1, 200);
        return _random.Next(8) switch
        {
            0 => $"{name}: [{{type: TXT, value: text {number}}}, {{type: AAAA, value: '2001:db8::{number:x}'}}]\n",
            1 => $"{name}:\n  - type: A\n    ttl: {number}\n    values: [10.0.0.{number}, 10.0.1.1]\n  - type: TXT\n    value: \"ü {number}\"\n",
            2 => $"{name}: {{type: RMX, value: 'ipv4:192.0.{number}.0/24'}}\r\n",
            3 => $"{name}: {{type: APL, value: '1:192.0.2.{number}/32'}} # remark\n",
            _ => $"{name}: {{type: A, value: 192.0.2.{number}}}\n",
        };
    }

    /// <summary>What matters to other names, or leads to a finding.</summary>
    private string Odd()
    {
        string name = NewName(), other = AnyName();
        return _random.Next(18) switch
        {
            0 => $"{name}: {{type: MX, value: 10 {other}}}\n",
            1 => $"{name}: {{type: RMX, value: 'host:{other}.example.com.'}}\n",
            2 => $"{name}: [{{type: RMX, value: ['mx:', 'apl:{other}.example.com.']}}, {{type: MX, value: 10 {AnyName()}}}]\n",
            3 => $"{name}: {{type: CNAME, value: {other}}}\n",
            4 => $"{name}: {{type: RMX, value: [{LongValue()}]}}\n",
            5 => $"'*.w{name}': {{type: A, value: 192.0.2.7}}\n",
            6 => $"'*.w{name}': {{type: RMX, value: [{LongValue()}]}}\n",
            7 => $"{name}: {{type: TXT, values: [twice, twice]}}\n",
            8 => $"{name}: {{type: NS, value: ns.{name}}}\nns.{name}: {{type: A, value: 192.0.2.8}}\n",
            9 => $"{name}: {{type: DNAME, value: example.net.}}\n",
            10 => $"'\\000.w{other}': {{type: A, value: 192.0.2.9}}\n",
            11 => $"{name}: {{octodns: {{ignored: true}}, type: A, value: 192.0.2.9}}\n",
            12 => $"below.{other}: {{type: A, value: 192.0.2.10}}\n",
            13 => $"{name}: {{type: SRV, value: 1 2 3 {other}}}\n",
            14 => $"{name}: {{type: TXT, value: '{new string('t', 250)}'}}\n",
            15 => $"_x.{other}.x: {{type: TXT, values: ['{new string('t', 250)}', '{new string('u', 250)}', '{new string('v', 250)}', '{new string('w', 250)}', '{new string('x', 250)}']}}\n",
            16 => $"new.deep.{name}: {{type: A, value: 192.0.2.11}}\n",
            _ => $"{name}: {{type: HTTPS, value: 1 {other}}}\n",
        };
    }

    /// <summary>What refuses the zone, or has to be read by other means.</summary>
    private string Broken()
    {
        string name = NewName(), other = AnyName();
        return _random.Next(16) switch
        {
            0 => $"{name}: [\n",
            1 => $"{name}: {{type: A, value: wrong}}\n",
            2 => $"{other}: {{type: A, value: 192.0.2.12}}\n",
            3 => $"{other.ToUpperInvariant()}: {{type: TXT, value: second}}\n",
            4 => "$ttl: 5\n",
            5 => "'$origin': example.org.\n",
            6 => $"{name}: &a {{type: A, value: 192.0.2.13}}\n",
            7 => $"{name}: |\n  text\n",
            8 => $"{name}: [{{type: CNAME, value: {other}}}, {{type: A, value: 192.0.2.14}}]\n",
            9 => $"{name}: {{type: SOA, value: a. b. 1 2 3 4 5}}\n",
            10 => "'': {type: TXT, value: apex}\n",
            11 => "out.example.org.: {type: A, value: 192.0.2.1}\n",
            12 => $"{name}: {{type: TXT, value: \"a\n  b\"}}\n",
            13 => $"{name}: {{type: TXT, value: \"\u0007\"}}\n",
            14 => "...\n",
            _ => $"\uFEFF{name}: {{type: A, value: 192.0.2.15}}\n",
        };
    }

    private static string LongValue() => string.Join(", ", Enumerable.Range(1, 40).Select(i => $"'ipv6:2001:db8:{i:x}::/48'"));
}
