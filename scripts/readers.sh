#!/usr/bin/env bash
# Reads a month's workbook with openpyxl, LibreOffice and SheetJS, and tells what each sees otherwise than the others:
# values, formulas, merged cells. The result is in docs/readers.txt. Needs python3-openpyxl, soffice, node with npm.
#
#   scripts/readers.sh WORKBOOK >docs/readers.txt
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)
book=$(realpath "$1")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

soffice "-env:UserInstallation=file://$tmp/profile" --headless --convert-to xlsx --outdir "$tmp" "$book" >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$tmp" xlsx@0.18.5 >/dev/null
/usr/bin/python3 "$scripts/cells.py" "$book" >"$tmp/openpyxl.json"
/usr/bin/python3 "$scripts/cells.py" "$tmp/$(basename "$book")" >"$tmp/libreoffice.json"
NODE_PATH=$tmp/node_modules node "$scripts/cells.js" "$book" >"$tmp/sheetjs.json"

/usr/bin/python3 - "$tmp" <<'PY'
import json, sys
from decimal import Decimal, InvalidOperation

def same(a, b):
    try:
        return abs(Decimal(a) - Decimal(b)) < Decimal("1e-9")
    except InvalidOperation:
        return a.replace("\r\n", "\n") == b.replace("\r\n", "\n")

def plain(formula):  # LibreOffice writes the same formula with other blanks and quotes
    return formula.replace(" ", "").replace("'", "").replace("$", "")

books = {name: json.load(open(f"{sys.argv[1]}/{name}.json")) for name in ("openpyxl", "libreoffice", "sheetjs")}
first = books["openpyxl"]
print("Sheets of a month's workbook as openpyxl, LibreOffice and SheetJS read them.\n")
print(f"{'sheet':<24}{'cells':>8}{'formulas':>10}{'merged':>8}{'values differ':>15}{'formulas differ':>17}{'merged differ':>15}")
for sheet, seen in first.items():
    values = formulas = merged = 0
    for other in ("libreoffice", "sheetjs"):
        theirs = books[other][sheet]
        for at in set(seen["cells"]) | set(theirs["cells"]):
            a, b = seen["cells"].get(at, ["", ""]), theirs["cells"].get(at, ["", ""])
            values += not same(a[0], b[0])
            formulas += plain(a[1]) != plain(b[1])
        merged += seen["merged"] != theirs["merged"]
    print(f"{sheet:<24}{len(seen['cells']):>8}{sum(1 for c in seen['cells'].values() if c[1]):>10}{len(seen['merged']):>8}{values:>15}{formulas:>17}{merged:>15}")
PY
