"""Takes a DNS message from a connection with dnspython's own framing (RFC 1035 section 4.2.2) and says what it finds.

Standard input: lines "KEY<tab>OCTETS IN HEX", the octets that the connection carries before it ends. Standard output, for each:
"KEY<tab>word word ...": answer=RECORDS or error=EXCEPTION, then rest=OCTETS, those behind the message.
"""
import socket
import sys

import dns.exception
import dns.query


def read(octets):
    server, client = socket.socketpair()
    with server, client:
        server.sendall(octets)
        server.shutdown(socket.SHUT_WR)
        try:
            message, _ = dns.query.receive_tcp(client)
            yield f"answer={len(message.answer)}"
        except (EOFError, dns.exception.DNSException) as fault:
            yield f"error={type(fault).__name__}"
        yield f"rest={len(client.recv(65535))}"


for line in sys.stdin:
    key, octets_hex = line.rstrip("\n").split("\t")
    print(key, " ".join(read(bytes.fromhex(octets_hex))), sep="\t")
