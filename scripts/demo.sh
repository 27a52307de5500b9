#!/usr/bin/env bash
# The whole work on the sample district, into the folder demo: by the command, which needs neither C nor
# a display; then the window on the same book, if there is a display. Without a window the demo is whole.
set -euo pipefail
cd "$(dirname "$0")/.."

book=demo/quan-hoa-2020.bieuxa
bin/bieuxa-cli demo demo
echo
echo "Forms to open:"
find demo/forms -type f | sort | sed 's/^/  /'

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
	echo "No display here, so no window. The same figures: bin/bieuxa-cli board $book --period 2020-12"
	exit 0
fi
no_window() {
	echo "The window could not be $1; the demo is whole without it."
	exit 0
}
echo
echo "Building the window; the first time takes some minutes."
scripts/setup.sh window || no_window "built"
CGO_ENABLED=1 go build -ldflags "$LDFLAGS" -o bin/bieuxa . || no_window "built"
mkdir -p build
setsid bin/bieuxa "$book" >build/window.log 2>&1 </dev/null &
pid=$!
sleep 2
kill -0 "$pid" 2>/dev/null || no_window "opened (build/window.log says why)"
echo "The window is open on $book."
