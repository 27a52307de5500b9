#!/usr/bin/env bash
# Writes the pictures of the README, small, from those of make shots. Look at them before they are committed.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p docs/pictures
for pair in overview-full:overview receive-mixed:receive review-full:review reports-full:reports; do
	convert "build/shots/${pair%%:*}-vi-100.png" -filter Lanczos -resize 1024x -dither None -colors 96 \
		-define png:compression-level=9 "docs/pictures/${pair##*:}.png"
done
ls -l docs/pictures
