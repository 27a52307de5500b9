// Package assets embeds what ships with the program: criteria sets, administrative units, return
// definitions, checks, standard forms, words, fonts and the sample district. It holds no logic.
package assets

import "embed"

// FS is rooted at this folder.
//
//go:embed calendar.yaml checks criteria families fonts forms guide letters returns sample submission suggest.yaml units words
var FS embed.FS
