#!/usr/bin/env bash
# Tries scripts/sign.sh with a certificate made for the trial: what is signed verifies, what is not or was changed
# does not, and a signed program without its signature is the unsigned one again, byte for byte.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh windows
scripts/setup.sh sign

mkdir -p build
dir=$(mktemp -d "$(pwd)/build/test-sign.XXXXXX")
trap 'rm -rf "$dir"' EXIT
fail() {
	echo "test-sign: $1" >&2
	exit 1
}

# A root, and a certificate for programs that it vouches for.
(
	cd "$dir"
	openssl req -x509 -newkey rsa:3072 -nodes -days 2 -subj '/CN=Root of the trial' -keyout root.key -out root.pem
	openssl req -newkey rsa:3072 -nodes -subj '/CN=Office of the trial' -keyout office.key -out office.csr
	printf 'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=codeSigning\n' >extensions
	openssl x509 -req -in office.csr -CA root.pem -CAkey root.key -CAcreateserial -days 2 -extfile extensions -out office.pem
	echo secret >password
	openssl pkcs12 -export -in office.pem -inkey office.key -passout file:password -out office.p12
) >/dev/null 2>&1

# A small program in place of the real ones: packing those takes a minute, and tells no more.
mkdir "$dir/stage"
echo 'package main; func main() {}' >"$dir/small.go"
GOOS=windows GOARCH=amd64 CGO_ENABLED=0 go build -ldflags '-s -w' -o "$dir/stage/bieuxa.exe" "$dir/small.go"
CGO_ENABLED=0 go run ./internal/pack checksum "$dir/stage/bieuxa.exe"
cp "$dir/stage/bieuxa.exe" "$dir/stage/bieuxa-cli.exe"
cp "$dir/stage/bieuxa.exe" "$dir/unsigned.exe"

export CA=$dir/root.pem
STAGE=$dir/stage OUT=$dir/signed CERT=$dir/office.p12 PASS_FILE=$dir/password scripts/sign.sh >"$dir/log"
cmp -s "$dir/stage/bieuxa.exe" "$dir/unsigned.exe" || fail "the stage was changed"
setup=$(ls "$dir"/signed/BieuXa-*-windows-setup.exe)
verify() { osslsigncode verify -CAfile "$CA" -ignore-cdp -in "$1" >"$dir/verify" 2>&1; }
verify "$setup" || fail "the installer does not verify"
unzip -q "$dir"/signed/*-portable.zip -d "$dir/unpacked"
for program in "$dir"/unpacked/*/*.exe; do
	verify "$program" || fail "$program does not verify"
	grep -q 'Office of the trial' "$dir/verify" || fail "$program names another signer"
	osslsigncode remove-signature -in "$program" -out "$dir/stripped.exe" >/dev/null 2>&1
	cmp "$dir/stripped.exe" "$dir/unsigned.exe" || fail "$(basename "$program") without its signature is not the unsigned one"
	rm "$dir/stripped.exe"
done
(cd "$dir/signed" && sha256sum --quiet -c SHA256SUMS) || fail "SHA256SUMS does not fit"

# What must not verify: an unsigned program, and a signed one with a bit changed.
verify "$dir/unsigned.exe" && fail "an unsigned program verifies"
printf '\x55' | dd of="$setup" bs=1 seek=$(($(stat -c %s "$setup") / 2)) conv=notrunc status=none
verify "$setup" && fail "a changed installer verifies"

# A certificate with its key beside it; and a wrong password, which leaves the file as it was.
cp "$dir/unsigned.exe" "$dir/one.exe"
CERT=$dir/office.pem KEY=$dir/office.key scripts/sign.sh file "$dir/one.exe"
verify "$dir/one.exe" || fail "signed by PEM does not verify"
cp "$dir/unsigned.exe" "$dir/one.exe" && echo wrong >"$dir/password"
CERT=$dir/office.p12 PASS_FILE=$dir/password scripts/sign.sh file "$dir/one.exe" >/dev/null 2>&1 && fail "a wrong password signs"
cmp -s "$dir/one.exe" "$dir/unsigned.exe" || fail "a refused signature changed the file"
echo "test-sign: programs, installer and uninstaller are signed; without the signature they are the unsigned ones"
