#!/bin/sh
# drill, the client of ldns, from its text.
#   drill.sh SERVER PORT NAME...
server=$1 port=$2
shift 2
for name in "$@"; do
    timeout 15 drill -p "$port" "@$server" "$name" TYPE65280 2>&1 | sh "$(dirname "$0")/text.sh" "$name"
done
