#!/usr/bin/env bash
# Writes the pictures of the quick starts from those of make shots, cut to what is spoken of and in few colours: the same
# shots give the same bytes. Look at the printed guides (bieuxa-cli guide --out DIR) before they are committed. Pictures of
# one guide differ in width, which the PDF writer sorts them by.
set -euo pipefail
cd "$(dirname "$0")/.."

while read -r name shot cut paint; do
	# shellcheck disable=SC2086 # paint is several words, or none: what is of this computer is painted over
	convert "build/shots/$shot-vi-100.png" ${paint:+-fill white -draw "rectangle $paint"} -crop "$cut" +repage -strip -dither None -colors 40 \
		-define png:compression-level=9 -define png:exclude-chunks=date,time "assets/guide/$name.png"
done <<'LIST'
xa-dau start 364x224+142+126
xa-kiem-tra clerk-findings 1366x768+0+0
xa-goi-y clerk-findings 492x276+2+456
xa-giai-trinh review-explain 560x302+403+229
xa-gui clerk-door 428x52+938+0
co-quan-lap-so newbook-chosen 680x274+343+66
co-quan-nhan receive-mixed 1366x556+0+0
co-quan-kiem-tra check-full 676x330+0+48
co-quan-bao-cao reports-full 450x560+0+208 145,634,436,653
LIST
ls -l assets/guide/*.png
