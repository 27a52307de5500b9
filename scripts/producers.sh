#!/usr/bin/env bash
# Writes a filled template and saves it again through LibreOffice, openpyxl, SheetJS and gnumeric into
# xlsx/testdata/resaved, as .xlsx and as .ods. The Go test TestOtherProgramsSaveTheSameReturn reads all files.
# Needs soffice, python3-openpyxl, python3-odf, node with npm, ssconvert (gnumeric).
set -euo pipefail
cd "$(dirname "$0")/.."
out=$PWD/xlsx/testdata/resaved
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$out"

BIEUXA_PRODUCERS=$out CGO_ENABLED=0 go test ${GOTESTFLAGS:-} ./xlsx -run '^TestProducersOriginal$' -count=1

soffice "-env:UserInstallation=file://$tmp/profile" --headless --convert-to xlsx --outdir "$tmp" "$out/original.xlsx" >/dev/null
mv "$tmp/original.xlsx" "$out/libreoffice.xlsx"
soffice "-env:UserInstallation=file://$tmp/profile" --headless --convert-to ods --outdir "$tmp" "$out/original.xlsx" >/dev/null
mv "$tmp/original.ods" "$out/libreoffice.ods"

/usr/bin/python3 - "$out/libreoffice.ods" "$out/odfpy.ods" <<'PY'
import sys
from odf.opendocument import load
load(sys.argv[1]).save(sys.argv[2])
PY

/usr/bin/python3 - "$out/original.xlsx" "$out/openpyxl.xlsx" <<'PY'
import sys, openpyxl
openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])
PY

npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$tmp" xlsx@0.18.5 >/dev/null
NODE_PATH=$tmp/node_modules node - "$out/original.xlsx" "$out/sheetjs.xlsx" <<'JS'
const xlsx = require("xlsx");
const [from, to] = process.argv.slice(2);
xlsx.writeFile(xlsx.readFile(from, {cellNF: true, cellFormula: true}), to, {compression: true, bookType: "xlsx"});
JS

ssconvert --export-type=Gnumeric_Excel:xlsx2 "$out/original.xlsx" "$out/gnumeric.xlsx" 2>/dev/null
ssconvert "$out/original.xlsx" "$out/gnumeric.ods" 2>/dev/null
ls -l "$out"
