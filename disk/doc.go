// Package disk knows what systems differ in about files and folders, Windows above all: files that another program
// keeps to itself for a moment, media that cannot be written to, hidden files, files that lie with a cloud service,
// the person's own folders and the drives. It knows nothing of the work.
package disk
