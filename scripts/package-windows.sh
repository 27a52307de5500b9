#!/usr/bin/env bash
# Builds the Windows packages: installer and portable zip, into build/packages. docs/packaging.md tells what is inside.
# Called by make, which sets GOFLAGS and LDFLAGS.
#
#   scripts/package-windows.sh          both
#   scripts/package-windows.sh test     also the installer as a 64-bit program, for tests under a Wine without 32 bits
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh windows
. scripts/package.sh
. scripts/package-wrap.sh

released
stage=build/stage/windows # kept: signing begins with it
mkdir -p build
work=$(mktemp -d build/windows.XXXXXX)
trap 'rm -rf "$work"' EXIT
rm -rf "$stage"
mkdir -p "$stage" "$packages"

# resource FOLDER PROGRAM DESCRIPTION: what go build links into the program of the folder.
resource() {
	local at=$work/resource
	mkdir -p "$at"
	local fill=(-e "s/@VERSION@/$version/g" -e "s/@NUMBERS@/$(numbers ,)/g" -e "s/@DOTTED@/$(numbers .)/g"
		-e "s/@INTERNAL@/$2/g" -e "s/@DESCRIPTION@/$3/g")
	sed "${fill[@]}" packaging/windows/program.rc.in >"$at/program.rc"
	sed "${fill[@]}" packaging/windows/program.manifest.in >"$at/program.manifest"
	cp "$art/bieuxa.ico" "$at/"
	(cd "$at" && x86_64-w64-mingw32-windres --codepage=65001 -O coff -i program.rc -o rsrc_windows_amd64.syso)
	mv "$at/rsrc_windows_amd64.syso" "$work/src/$1/"
}

# The programs are built in a copy of the source: what is linked in beside it never lies in the tree itself.
# Their paths are trimmed, so the build cache serves the copy too.
copy_source "$work/src"
make_art
resource . bieuxa "Biểu Xã"
resource cmd/bieuxa-cli bieuxa-cli "Biểu Xã (dòng lệnh)"
echo "package: building the programs; without a build cache the window takes some minutes"
programs=$(pwd)/$stage
(
	cd "$work/src"
	export GOOS=windows GOARCH=amd64
	CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc go build -ldflags "-s -w -H=windowsgui $LDFLAGS" -o "$programs/bieuxa.exe" .
	CGO_ENABLED=0 go build -ldflags "-s -w $LDFLAGS" -o "$programs/bieuxa-cli.exe" ./cmd/bieuxa-cli
)
CGO_ENABLED=0 go build -o "$work/pack" ./internal/pack
for program in bieuxa bieuxa-cli; do
	"$work/pack" checksum "$stage/$program.exe"
	# What the compiler brings along must be inside: no Windows has it.
	if x86_64-w64-mingw32-objdump -p "$stage/$program.exe" | grep -i 'DLL Name: lib'; then
		echo "package: $program.exe asks for a library that Windows has not" >&2
		exit 1
	fi
done

dos LICENSE "$stage/LICENSE.txt"
dos NOTICE "$stage/NOTICE.txt"
(
	export GOOS=windows GOARCH=amd64 CGO_ENABLED=1
	"$work/pack" licences "$stage/giay-phep" . ./cmd/bieuxa-cli
)
dos assets/fonts/OFL.txt "$stage/giay-phep/Liberation-fonts.txt"
dos app/symbols/LICENSE.txt "$stage/giay-phep/DejaVu-symbols.txt"
dos /usr/share/doc/mingw-w64-common/copyright "$stage/giay-phep/mingw-w64.txt"
dos /usr/share/doc/nsis/copyright "$stage/giay-phep/NSIS.txt" # the installer itself

# The renderer for machines without OpenGL 2.1, with its licences.
scripts/mesa.sh
mkdir -p "$stage/opengl"
cp build/mesa/*.dll "$stage/opengl/"
for licence in build/mesa/licences/*; do dos "$licence" "$stage/giay-phep/opengl-$(basename "${licence%.*}").txt"; done

# The quick starts, printed by the program.
CGO_ENABLED=0 go build -ldflags "$LDFLAGS" -o "$work/bieuxa-cli" ./cmd/bieuxa-cli
"$work/bieuxa-cli" guide --out "$stage/huong-dan" >/dev/null

wrap "$stage" "$packages"
[ "${1:-}" != test ] || wrap_for_test "$stage" "$packages/test"
table "$stage"/*.exe "${wrapped[@]}"
