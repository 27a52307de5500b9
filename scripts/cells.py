"""Prints every cell of a workbook as openpyxl reads it, as JSON: {sheet: {"cells": {"A1": [value, formula]}, "merged": [...]}}.

A value is what the file carries, a formula "" where there is none. Figures are written with all their digits.
"""

import json
import sys

import openpyxl


def main(path):
    alive = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    book = {}
    for sheet in alive:
        cells = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                value = values[sheet.title][cell.coordinate].value
                formula = cell.value if cell.data_type == "f" else ""
                cells[cell.coordinate] = ["" if value is None else repr(value) if isinstance(value, float) else str(value), formula]
        book[sheet.title] = {"cells": cells, "merged": sorted(str(area) for area in sheet.merged_cells.ranges)}
    json.dump(book, sys.stdout, ensure_ascii=False)


main(sys.argv[1])
