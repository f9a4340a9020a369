#!/bin/sh
# What a client printed, from standard input, as one line: the octets of its generic records (RFC 3597), of its TXT record's one string
# where NAME/TXT was asked, or its complaint.
#   text.sh NAME[/TXT]
text=$(cat)
case "$1" in */TXT)
    string=$(printf '%s\n' "$text" | grep -v '^;' | sed -n 's/.*[[:space:]]TXT[[:space:]]*"\(.*\)"[[:space:]]*$/\1/p')
    if [ -n "$string" ]; then
        printf '%s\trecords\t%02x%s\n' "$1" "${#string}" "$(printf '%s' "$string" | od -An -v -tx1 | tr -d ' \n')"
        exit
    fi
esac
records=$(printf '%s\n' "$text" | grep -v '^;' | grep 'TYPE65280' | sed -n 's/.*\\# *[0-9]* *//p' | tr -d ' \t' | tr 'A-F' 'a-f' | paste -sd, -)
empty=$(printf '%s\n' "$text" | grep -v '^;' | grep -c 'TYPE65280.*\\# *0')
status=$(printf '%s\n' "$text" | sed -n 's/.*status: \([A-Z]*\).*/\1/p;s/.*rcode: \([A-Z]*\).*/\1/p' | head -n 1)
complaint=$(printf '%s\n' "$text" | grep -v HEADER | grep -v 'recursion requested' | grep -iE 'error|warn|malformed|timed out|no servers|mismatch|reset|truncated|extra|end of file|unexpected' | head -n 1 | tr '\t' ' ')
if [ -n "$records" ] || [ "$empty" -gt 0 ]; then
    printf '%s\trecords\t%s\n' "$1" "$records"
elif [ -n "$complaint" ]; then
    printf '%s\terror\t%s\n' "$1" "$complaint"
elif [ "$status" = NOERROR ]; then
    printf '%s\trecords\t\n' "$1"
else
    printf '%s\terror\t%s\n' "$1" "${status:-nothing was printed}"
fi
