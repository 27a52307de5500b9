#!/usr/bin/env bash
# Signs the Windows packages that make package-windows made, into build/packages/signed: the programs and libraries,
# then an installer and a zip around them, then the installer and the uninstaller in it. SHA-256 throughout.
#
#   make sign CERT=office.p12 PASS_FILE=password.txt          or a certificate and its key as PEM: CERT=… KEY=…
#     CHAIN=FILE      certificates between yours and the root (PEM), so that Windows finds the way
#     CA=FILE         root that the result is verified with; without it this computer's own roots
#     TIMESTAMP=URL   asks that server (RFC 3161) for a time stamp: the one step that uses the network. Without it a
#                     signature ends when the certificate ends.
#
# The password is read from a file: on a command line every user of the machine could read it.
#
#   scripts/sign.sh file FILE…   signs and verifies files where they are (used by the installer's script)
set -euo pipefail
cd "$(dirname "$0")/.."

: "${CERT:?give the certificate: make sign CERT=office.p12 PASS_FILE=password.txt}"
options=(-h sha256 -n "Biểu Xã")
case $CERT in
*.p12 | *.pfx) options+=(-pkcs12 "$CERT") ;;
*) options+=(-certs "$CERT" -key "${KEY:?give the key of the certificate: KEY=…}") ;;
esac
[ -z "${PASS_FILE:-}" ] || options+=(-readpass "$PASS_FILE")
[ -z "${CHAIN:-}" ] || options+=(-ac "$CHAIN")
[ -z "${TIMESTAMP:-}" ] || options+=(-ts "$TIMESTAMP")

# sign_file FILE: in its place; nothing changes if the signature cannot be made or verified.
sign_file() {
	local new=$1.signing log
	rm -f "$new"
	if ! log=$(osslsigncode sign "${options[@]}" -in "$1" -out "$new" 2>&1 &&
		osslsigncode verify -CAfile "${CA:-/etc/ssl/certs/ca-certificates.crt}" -ignore-cdp -in "$new" 2>&1); then
		rm -f "$new"
		echo "$log" >&2
		echo "sign: $1 is not signed, or its signature cannot be verified (give its root: CA=FILE)" >&2
		return 1
	fi
	chmod --reference="$1" "$new"
	mv "$new" "$1"
}

if [ "${1:-}" = file ]; then
	shift
	for file; do sign_file "$file"; done
	exit 0
fi

scripts/setup.sh windows
scripts/setup.sh sign
. scripts/package.sh
. scripts/package-wrap.sh
stage=${STAGE:-build/stage/windows}
[ -e "$stage/bieuxa.exe" ] || { echo "sign: nothing is built yet: make package-windows" >&2; exit 1; }
[ -z "${TIMESTAMP:-}" ] || echo "sign: asking $TIMESTAMP for time stamps, over the network"

packages=${OUT:-$packages/signed}
mkdir -p build "$packages"
work=$(mktemp -d build/sign.XXXXXX)
trap 'rm -rf "$work"' EXIT
cp -r "$stage" "$work/stage"
while IFS= read -r file; do
	sign_file "$file"
done < <(find "$work/stage" -type f \( -name '*.exe' -o -name '*.dll' \) | sort)
make_art
SIGN_COMMAND="$(pwd)/scripts/sign.sh file"
export CERT KEY PASS_FILE CHAIN CA TIMESTAMP
wrap "$work/stage" "$packages"
table "${wrapped[@]}"
echo "sign: signed and verified: programs, libraries, uninstaller and installer"
