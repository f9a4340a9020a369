#!/bin/sh
# systemd-resolved without systemd around it, in a mount namespace of its own: the machine's files stay as they are.
#
#   unshare --mount resolved.sh PROGRAM FOLDER      FOLDER holds resolved.conf
set -eu
program=$1 folder=$2
user=systemd-resolve id=65533
mkdir -p "$folder/etc" "$folder/run/resolve"
cp "$folder/resolved.conf" "$folder/etc/resolved.conf"
# The account that it changes to; the package would make it.
grep -v "^$user:" /etc/passwd >"$folder/passwd"
grep -v "^$user:" /etc/group >"$folder/group"
echo "$user:x:$id:$id::/:/usr/sbin/nologin" >>"$folder/passwd"
echo "$user:x:$id:" >>"$folder/group"
# It makes itself the machine's resolver by this file's target, and reads servers from it.
echo '# none' >"$folder/resolv.conf"
chmod 755 "$folder" "$folder/run"
chown -R "$id:$id" "$folder/run"
mkdir -p /run/systemd
mount --bind "$folder/passwd" /etc/passwd
mount --bind "$folder/group" /etc/group
mount --bind "$folder/resolv.conf" /etc/resolv.conf
mount --bind "$folder/etc" /etc/systemd
mount --bind "$folder/run" /run/systemd
exec "$program"
