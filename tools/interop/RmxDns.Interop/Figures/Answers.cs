using System.Net;
using RmxDns.Answering;
using RmxDns.Interop.Matrix;
using RmxDns.Interop.Pages;
using RmxDns.Rdata;
using RmxDns.TestAuthority;
using RmxDns.Tool.Messages;

namespace RmxDns.Interop.Figures;

/// <summary>The responses of a run, read; and what the authority itself answers to the same query.</summary>
internal sealed class Answers(MatrixData data, AuthorityZones zones)
{
    /// <summary>The record types.</summary>
    public TypeTable Types { get; } = new();

    /// <summary>The last response of a case and variant at a place; null when none came.</summary>
    public byte[]? Of(Place place, string id, string variant) => Find(place, id, variant) is { Received: [.., { } last] } ? Convert.FromHexString(last) : null;

    /// <summary>What the authority answers over UDP to the query that was sent; null when there was none.</summary>
    public byte[]? OfAuthority(Place place, string id, string variant)
    {
        if (Find(place, id, variant) is not { Sent: [{ } query, ..] })
            return null;
        var authority = new Authority(zones, TimeProvider.System);
        return authority.Answer(Convert.FromHexString(query), Transport.Udp, IPAddress.Loopback, IPAddress.Loopback).Messages is [{ } message, ..] ? message : null;
    }

    /// <summary>Reads a message.</summary>
    public Message? Read(byte[]? octets) => octets is null ? null : MessageReader.Read(octets, Types);

    /// <summary>A result.</summary>
    public CaseResult? Find(Place place, string id, string variant) =>
        data.Run.Cases.FirstOrDefault(each => each.Id == id) is { } of ? data.Of(place, of).FirstOrDefault(result => result.Variant == variant) : null;
}
