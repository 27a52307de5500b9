// Package corpus makes workbooks with faults, and knows of each what is wrong in it and what is right; then it scores
// what the program made of them.
//
//	District ─► clean returns (Base: workbook, where every figure stands, what it is)
//	         ─► a fault in each (single), or many drawn by their shares (mixed)
//	         ─► saved by other programs ─► truth.jsonl, values.jsonl
//	         ─► Score: found, missed, false alarms, misread
//
// What is expected stands in the mutators, from the list of faults and the definition of the return; nothing of it was
// taken from a run of the program.
package corpus
