"""Reads DNS messages with dnspython and says what it finds.

Standard input: lines "KEY<tab>QUERY IN HEX<tab>RESPONSE IN HEX". Standard output, for each: "KEY<tab>word word ...", the words being
what the response is like beside its query. A message that dnspython refuses gives error=EXCEPTION; what could be read follows.
"""
import sys

import dns.edns
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode


def text(name, query):
    asked = query.question[0].name
    if name == asked:
        return "asked"
    return name.to_text()


def section(label, rrsets, query):
    yield f"{label}={len(rrsets)}"
    for rrset in rrsets[:2]:
        rdata = rrset[0].to_generic().data
        shown = rdata.hex() if len(rdata) <= 48 else f"{len(rdata)}-octets"
        yield f"{label}-owner={text(rrset.name, query)}"
        yield f"{label}-type={int(rrset.rdtype)}"
        yield f"{label}-class={int(rrset.rdclass)}"
        yield f"{label}-ttl={rrset.ttl}"
        yield f"{label}-rdata={shown}"


def pointer(wire, message):
    """The name that the RDATA of the first answer holds behind its first octet, read as if compression were allowed there."""
    if not message.answer:
        return
    rdata = message.answer[0][0].to_generic().data
    if len(rdata) < 3 or rdata[0] != 3:
        return
    at = wire.find(rdata) + 1
    yield from name_at("host", wire, at)
    while 0 < wire[at] < 0xC0:
        at += wire[at] + 1
    if wire[at]:
        yield from name_at("leads-to", wire, (wire[at] & 0x3F) << 8 | wire[at + 1])


def name_at(label, wire, at):
    """dnspython follows pointers only backwards, as RFC 1035 wants."""
    try:
        name, _ = dns.name.from_wire(wire, at)
        yield f"{label}={name.to_text()}"
    except dns.exception.DNSException as fault:
        yield f"{label}-error={type(fault).__name__}"


def read(query, wire):
    yield f"octets={len(wire)}"
    try:
        message = dns.message.from_wire(wire, one_rr_per_rrset=True)
    except dns.exception.DNSException as fault:
        yield f"error={type(fault).__name__}"
        message = dns.message.from_wire(wire, one_rr_per_rrset=True, continue_on_error=True, ignore_trailing=True)
    yield "id=" + ("same" if message.id == query.id else "other")
    yield f"questions={len(message.question)}"
    if message.question:
        asked, echoed = query.question[0].name, message.question[0].name
        same = "same" if asked.to_text() == echoed.to_text() else "recased" if asked == echoed else "other"
        yield f"question={same}"
        yield f"question-name={echoed.to_text()}"
    yield f"flags={'+'.join(dns.flags.to_text(message.flags).split())}"
    yield f"rcode={int(message.rcode())}"
    yield f"edns={message.payload if message.edns >= 0 else 'none'}"
    yield from section("answer", message.answer, query)
    yield from section("authority", message.authority, query)
    yield from section("additional", message.additional, query)
    yield from pointer(wire, message)


for line in sys.stdin:
    key, query_hex, response_hex = line.rstrip("\n").split("\t")
    query = dns.message.from_wire(bytes.fromhex(query_hex))
    print(key, " ".join(read(query, bytes.fromhex(response_hex))), sep="\t")
