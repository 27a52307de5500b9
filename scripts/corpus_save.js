// Saves workbooks with SheetJS: reads jobs as JSON lines from standard input, {"from", "to", "type"}.
const xlsx = require("xlsx");
for (const line of require("fs").readFileSync(0, "utf8").split("\n")) {
  if (!line) continue;
  const job = JSON.parse(line);
  const book = xlsx.readFile(job.from, { cellNF: true, cellFormula: true, cellStyles: true });
  xlsx.writeFile(book, job.to, { compression: true, bookType: job.type || "xlsx" });
}
