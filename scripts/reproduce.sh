#!/usr/bin/env bash
# Builds all packages twice, here and in a copy of the source in another folder, and compares their SHA-256.
# COLD=1 makes the second build compile everything again, which takes many minutes. Called by make.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/package.sh

scripts/package-windows.sh
scripts/package-linux.sh
there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
other=$there/thư\ mục\ khác
copy_source "$other"
if [ -d build/mesa ]; then # its script compares its own builds
	mkdir -p "$other/build"
	cp -r build/mesa "$other/build/"
fi
[ -z "${COLD:-}" ] || export GOCACHE=$there/cache
touch -d 2001-02-03 "$other/assets/icon.png" # times of files are not in the packages
(cd "$other" && scripts/package-windows.sh >/dev/null && scripts/package-linux.sh >/dev/null)
diff -u "$packages/SHA256SUMS" "$other/$packages/SHA256SUMS" || { echo "reproduce: the packages differ" >&2; exit 1; }
echo "reproduce: all packages have the same bytes"
