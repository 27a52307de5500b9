"""Saves workbooks with openpyxl: reads jobs as JSON lines from standard input, {"from", "to", "edits"}. Without edits the
workbook is only loaded and saved; with edits the clean workbook "from" gets them as openpyxl makes them."""

import copy
import json
import sys

import openpyxl


def edit(book, e):
    cell = book[e["sheet"]][e["cell"]]
    if isinstance(cell, openpyxl.cell.cell.MergedCell):  # under a merged cell: nobody sees it, and openpyxl does not keep it
        return
    kind = e.get("kind")
    if kind == "number":
        number = float(e["text"])
        cell.value = int(number) if number.is_integer() else number
    elif kind == "blank":
        cell.value = None
    else:
        cell.value = e.get("text", "")
        cell.data_type = "s"
    if e.get("format"):
        cell.number_format = e["format"]
    if e.get("font"):
        font = copy.copy(cell.font)
        font.name = e["font"]
        font.scheme = None
        cell.font = font


for line in sys.stdin:
    job = json.loads(line)
    book = openpyxl.load_workbook(job["from"])
    for e in job.get("edits") or []:
        edit(book, e)
    book.save(job["to"])
