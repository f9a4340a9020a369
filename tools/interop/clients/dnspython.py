"""dnspython's resolver, as programs in Python use it.

dnspython.py SERVER PORT NAME[/TXT]...
"""
import sys

import dns.resolver

resolver = dns.resolver.Resolver(configure=False)
resolver.nameservers = [sys.argv[1]]
resolver.port = int(sys.argv[2])
resolver.lifetime = 8
for name in sys.argv[3:]:
    try:
        owner, _, kind = name.partition("/")
        answer = resolver.resolve(owner, kind or "TYPE65280", raise_on_no_answer=False)
        octets = [record.to_generic().data.hex() for record in answer.rrset or []]
        print(name, "records", ",".join(octets), sep="\t")
    except Exception as fault:  # what a program would get, whatever it is
        print(name, "error", f"{type(fault).__name__}: {fault}".splitlines()[0], sep="\t")
