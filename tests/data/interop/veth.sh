#!/bin/sh
# Serves zones in one network namespace and asks for names from another, over a veth pair with an MTU of 1,280 octets.
# Prints "ready" once that works, then for each name: "NAME OCTETS FRAGMENTS", the fragments being those that came for the answer.
#   unshare --net sh veth.sh SERVER.dll ZONES NAME...      (root)
set -eu
program=$1 zones=$2
shift 2
log=$(mktemp)
server=
unshare --net sleep 60 &
peer=$!
trap 'kill "$peer" $server 2>/dev/null || true; rm -f "$log"' EXIT
for _ in $(seq 100); do
    [ "$(readlink "/proc/$peer/ns/net")" = "$(readlink /proc/self/ns/net)" ] || break
    sleep 0.05
done
ip link add rmxdns0 mtu 1280 type veth peer name rmxdns1 mtu 1280 netns "$peer"
ip address add 10.94.0.1/30 dev rmxdns0
ip link set rmxdns0 up
inside() { nsenter -t "$peer" --net "$@"; }
inside ip address add 10.94.0.2/30 dev rmxdns1
inside ip link set rmxdns1 up

dotnet "$program" --test-authority --test-authority-any-address --zones "$zones" --listen 10.94.0.1:5300 >"$log" 2>&1 &
server=$!
for _ in $(seq 600); do
    grep -q ' ready: ' "$log" && break
    kill -0 "$server" || { cat "$log" >&2; exit 1; }
    sleep 0.1
done
echo ready

# ReasmReqds: fragments that came in.
fragments() { inside awk '/^Ip: [0-9]/ { print $15 }' /proc/net/snmp; }
for name in "$@"; do
    before=$(fragments)
    octets=$(inside dig @10.94.0.1 -p 5300 "$name" TYPE65280 +norecurse +bufsize=4096 +ignore +tries=2 +timeout=5 | sed -n 's/^;; MSG SIZE *rcvd: //p')
    echo "$name ${octets:-none} $(($(fragments) - before))"
done
