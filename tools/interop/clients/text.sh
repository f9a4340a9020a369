#!/bin/sh
# What a client printed, as one line: the octets of its generic records (RFC 3597), or its complaint.
#   text.sh NAME TEXT
records=$(printf '%s\n' "$2" | grep -v '^;' | grep 'TYPE65280' | sed -n 's/.*\\# *[0-9]* *//p' | tr -d ' \t' | tr 'A-F' 'a-f' | paste -sd, -)
empty=$(printf '%s\n' "$2" | grep -v '^;' | grep -c 'TYPE65280.*\\# *0')
status=$(printf '%s\n' "$2" | sed -n 's/.*status: \([A-Z]*\).*/\1/p;s/.*rcode: \([A-Z]*\).*/\1/p' | head -n 1)
complaint=$(printf '%s\n' "$2" | grep -iE 'error|warn|malformed|timed out|no servers|mismatch|reset|truncated|Extra|end of file|unexpected' | head -n 1 | tr '\t' ' ')
if [ -n "$records" ] || [ "$empty" -gt 0 ]; then
    printf '%s\trecords\t%s\n' "$1" "$records"
elif [ -n "$complaint" ]; then
    printf '%s\terror\t%s\n' "$1" "$complaint"
elif [ "$status" = NOERROR ]; then
    printf '%s\trecords\t\n' "$1"
else
    printf '%s\terror\t%s\n' "$1" "${status:-nothing was printed}"
fi
