// Prints every cell of a workbook as SheetJS reads it, in the shape of cells.py.
const xlsx = require("xlsx");
const book = xlsx.readFile(process.argv[2], { cellFormula: true, cellNF: true });
const out = {};
for (const name of book.SheetNames) {
  const sheet = book.Sheets[name], cells = {};
  for (const at of Object.keys(sheet)) {
    if (at[0] === "!") continue;
    const cell = sheet[at];
    if (cell.v === undefined && !cell.f) continue;
    cells[at] = [cell.v === undefined ? "" : String(cell.v), cell.f ? "=" + cell.f : ""];
  }
  out[name] = { cells, merged: (sheet["!merges"] || []).map(xlsx.utils.encode_range).sort() };
}
process.stdout.write(JSON.stringify(out));
