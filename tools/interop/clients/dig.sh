#!/bin/sh
# dig, BIND's own client, from its text.
#   dig.sh SERVER PORT NAME...
server=$1 port=$2
shift 2
for name in "$@"; do
    dig +noall +answer +comments +unknownformat +nosearch +timeout=3 +tries=2 -p "$port" "@$server" "$name" TYPE65280 2>&1 | sh "$(dirname "$0")/text.sh" "$name"
done
