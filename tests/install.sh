#!/bin/sh
# Installs the named Debian packages that are missing: as root, else with sudo. Says which ones
# are needed where neither works. Does nothing, and asks no server, where all are there.
missing=
for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        missing="$missing $package"
done
[ -n "$missing" ] || exit 0

complain() {
    echo "必要なパッケージを導入できません。次を実行してからやり直してください:" >&2
    echo "these Debian packages are missing and cannot be installed from here; run this, then again:" >&2
    echo "    sudo apt-get update && sudo apt-get install$missing" >&2
    exit 1
}

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1; then
    as_root=sudo
else
    complain
fi
command -v apt-get >/dev/null 2>&1 || complain
echo "installing:$missing" >&2
# shellcheck disable=SC2086 # the list is meant to fall apart into words
{ $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $missing >&2; } || complain
