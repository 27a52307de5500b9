// Package xlsx is the only door through which workbooks come in and go out.
//
// Read takes the bytes of a received file and passes over every part of it exactly once, guarding
// and reading at the same time. Received files are dirty and may be hostile: Read either returns
// the whole workbook or a ProblemError. It never returns a shorter sheet.
//
//	bytes ─► sniff (what is this really?) ─► zip parts, each inflated once, counted, checksum verified
//	      ─► xmlScanner (strict XML, no entities) ─► rows and cells in strictly increasing order ─► Workbook
//
// A received workbook can be mended: With types into it and computes what depends on that, WriteBack
// writes it with only those cells changed, WriteReturned with cells marked and a list of findings.
//
//	Workbook + inputs ─► who depends on them ─► own evaluator of simple formulas ─► Workbook
//	bytes + inputs    ─► only the <c> elements concerned are spliced ─► read again, compared with With ─► bytes
//
// Guarding, reading and mending refuse to know what a sheet means: no units, periods, indicators or
// checks. Received formulas are never handed to excelize; what the own evaluator cannot safely compute
// has the value stored beside it, or none. Reading has no
// sentences for people: a ProblemError carries an id and facts, and assets/words/problems.*.yaml has
// the sentence.
package xlsx
