// Package xlsx is the only door through which workbooks come in and go out.
//
// Read takes the bytes of a received file and passes over every part of it exactly once, guarding
// and reading at the same time. Received files are dirty and may be hostile: Read either returns
// the whole workbook or a ProblemError. It never returns a shorter sheet.
//
//	bytes ─► sniff (what is this really?) ─► zip parts, each inflated once, counted, checksum verified
//	      ─► xmlScanner (strict XML, no entities) ─► rows and cells in strictly increasing order ─► Workbook
//
// The package refuses to know what a sheet means: no units, periods, indicators or checks. It never
// calculates a received formula; the value Excel stored beside it is all there is. Reading has no
// sentences for people: a ProblemError carries an id and facts, and assets/words/problems.*.yaml has
// the sentence.
package xlsx
