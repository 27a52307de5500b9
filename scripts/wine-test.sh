#!/usr/bin/env bash
# Runs the tests of packages that need no C as Windows programs on Wine, each in its own folder: make test-wine.
#
#   scripts/wine-test.sh [PACKAGE…]    by their folders; without: disk store office xlsx cmd/bieuxa-cli
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build/wine-test
failed=()

# Wine lacks the newest way of removing a file, by which Go empties folders after a test; Go's older way is taken.
at=$(go env GOROOT)/src/internal/syscall/windows/at_windows.go
sed 's/^var TestDeleteatFallback = false$/var TestDeleteatFallback = true/; s/^var TestDeleteatFallback bool$/var TestDeleteatFallback = true/' "$at" >build/wine-test/at_windows.go.txt
printf '{"Replace":{"%s":"%s"}}' "$at" "$PWD/build/wine-test/at_windows.go.txt" >build/wine-test/overlay.json
[ $# -gt 0 ] || set -- disk store office xlsx cmd/bieuxa-cli
for package; do
	test=$PWD/build/wine-test/${package##*/}.test.exe
	GOOS=windows CGO_ENABLED=0 go test -c -overlay build/wine-test/overlay.json -o "$test" "./$package"
	(cd "$package" && "$OLDPWD/scripts/wine.sh" run "$test" -test.short -test.timeout 30m ${RUN:+-test.run "$RUN"}) || failed+=("$package")
done
[ ${#failed[@]} -eq 0 ] || { echo "wine: failed: ${failed[*]}" >&2; exit 1; }
