#!/bin/sh
# drill, the client of ldns, from its text.
#   drill.sh SERVER PORT NAME[/TXT]...
server=$1 port=$2
shift 2
for name in "$@"; do
    case "$name" in */TXT) type=TXT ;; *) type=TYPE65280 ;; esac
    timeout 15 drill -p "$port" "@$server" "${name%/TXT}" "$type" 2>&1 | sh "$(dirname "$0")/text.sh" "$name"
done
