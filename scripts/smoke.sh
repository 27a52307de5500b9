#!/usr/bin/env bash
# Opens the window on the sample book on a screen in memory, takes a picture and closes it. Fails if the
# window does not come up, is blank, does not end, or leaves the book locked; or if the program says nothing where
# OpenGL is too old for a window, or there is no display.
#
#   scripts/smoke.sh BOOK PICTURE
set -euo pipefail
cd "$(dirname "$0")/.."

book=$1 picture=$2
if [ "${SMOKE_INSIDE:-}" = "" ]; then
	mkdir -p "$(dirname "$picture")" build
	SMOKE_INSIDE=1 exec xvfb-run -a -s "-screen 0 1366x768x24" "$0" "$book" "$picture"
fi

log=build/smoke.log
fail() {
	echo "smoke: $1" >&2
	cat "$log" >&2
	kill -KILL "$pid" 2>/dev/null || true
	exit 1
}
FYNE_SCALE=1 bin/bieuxa "$book" >"$log" 2>&1 </dev/null &
pid=$!
for _ in $(seq 60); do
	window=$(xdotool search --onlyvisible --name "$(basename "$book")" 2>/dev/null | head -n 1) || true
	[ -z "$window" ] || break
	kill -0 "$pid" 2>/dev/null || fail "the program ended by itself"
	sleep 0.5
done
[ -n "$window" ] || fail "no window with the book's name within 30 seconds"
sleep 2 # the board is read after the window is there
import -window "$window" "$picture"
colours=$(identify -format %k "$picture")
[ "$colours" -gt 50 ] || fail "the window is blank ($colours colours)"
[ -e "$book.lock" ] || fail "the book is not held while it is open"

kill -TERM "$pid"
for _ in $(seq 40); do
	kill -0 "$pid" 2>/dev/null || break
	sleep 0.25
done
kill -0 "$pid" 2>/dev/null && fail "the program does not end"
wait "$pid" || fail "the program ended with code $?"
[ ! -e "$book.lock" ] || fail "the book is still held after the end"
for without in MESA_GL_VERSION_OVERRIDE=1.4 DISPLAY=; do
	code=0
	env "$without" timeout 60 bin/bieuxa "$book" >"$log" 2>&1 </dev/null || code=$?
	[ "$code" = 3 ] || fail "with $without the program ends with code $code, not 3"
	grep -q 'bieuxa-cli' "$log" || fail "with $without the program does not say what to do"
done
echo "smoke: the window opened $(basename "$book"), $colours colours, and closed; picture: $picture"
