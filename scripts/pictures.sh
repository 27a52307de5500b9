#!/usr/bin/env bash
# Writes the pictures of the README, small, from those of make shots and from the submission of make demo. Look at them
# before they are committed.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p docs/pictures
for pair in overview-full:overview receive-mixed:receive review-full:review reports-full:reports; do
	paint=() # over the folder of this computer
	[ "$pair" != reports-full:reports ] || paint=(-fill white -draw 'rectangle 145,634 436,653')
	convert "build/shots/${pair%%:*}-vi-100.png" "${paint[@]}" -filter Lanczos -resize 1024x -dither None -colors 96 \
		-define png:compression-level=9 "docs/pictures/${pair##*:}.png"
done
# Two pages of the sample year's submission: the letter, and a form as its appendix.
for page in 1:letter 5:form; do
	pdftoppm -r 80 -png -singlefile -f "${page%%:*}" -l "${page%%:*}" "demo/forms/Bao cao 385 2020-12.pdf" "docs/pictures/${page##*:}"
	mogrify -bordercolor '#999' -border 1 -dither None -colors 32 -define png:compression-level=9 "docs/pictures/${page##*:}.png"
done
ls -l docs/pictures
