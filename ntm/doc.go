// Package ntm holds the words and rules of reporting on the New Rural Development programme
// (nông thôn mới). It is pure: no files, no clock, no screen, no SQL.
//
//	Unit ──┐                       Definition (sheets, tables, columns, checks; data)
//	       ├─ Return ── Table ── Row ── Entry (Value + Place)
//	Period ┘      │
//	              ├─ Examine(Definition, Return, History) ──► []Finding ◄── Explanation
//	              └─ Roll(Definition, []Return) ──► RollUp (every figure with its Places)
//
//	CriteriaSet ── Criterion ── Indicator ── Threshold (province → ministry → region → common)
//
// A Return is what one unit states for one period. A Finding says that a figure is wrong or needs
// a reason, and names the cell. A RollUp is what the office may sign.
package ntm
