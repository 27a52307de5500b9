// Package store keeps one book: a single SQLite file with an office's units, the files it received,
// unaltered, the returns read from them, findings, explanations and the log. It is the only package
// that knows SQL. It knows nothing of Excel, of forms or of the rules.
//
// The journal is TRUNCATE, not WAL, and synchronous is FULL: a book may lie on a USB stick or a
// network share, and what was reported as done survives a power cut.
package store
