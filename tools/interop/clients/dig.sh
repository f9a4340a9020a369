#!/bin/sh
# dig, BIND's own client, from its text.
#   dig.sh SERVER PORT NAME[/TXT]...
server=$1 port=$2
shift 2
for name in "$@"; do
    case "$name" in */TXT) type=TXT format= ;; *) type=TYPE65280 format=+unknownformat ;; esac
    dig +noall +answer +comments $format +nosearch +timeout=3 +tries=2 -p "$port" "@$server" "${name%/TXT}" "$type" 2>&1 | sh "$(dirname "$0")/text.sh" "$name"
done
