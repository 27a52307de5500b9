// Command pack does for the package scripts what Debian's own tools do not do, or not twice the same: the icon of
// the Windows programs and the picture of their installer, the licences of all that is inside them, and a zip of a folder.
//
//	go run ./internal/pack ico PICTURE.png ICON.ico
//	go run ./internal/pack panel PICTURE.png PANEL.bmp
//	go run ./internal/pack checksum PROGRAM.exe
//	go run ./internal/pack licences FOLDER PACKAGE…
//	go run ./internal/pack zip FOLDER FILE.zip SECONDS
package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"
)

var errUsage = errors.New("usage: pack ico PICTURE ICON | panel PICTURE PANEL | checksum PROGRAM | licences FOLDER PACKAGE… | zip FOLDER FILE SECONDS")

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 2 && args[0] == "checksum":
		return writeChecksum(args[1])
	case len(args) < 3:
		return errUsage
	case args[0] == "ico" && len(args) == 3:
		return writeIcon(args[1], args[2])
	case args[0] == "panel" && len(args) == 3:
		return writePanel(args[1], args[2])
	case args[0] == "licences":
		return writeLicences(args[1], args[2:])
	case args[0] == "zip" && len(args) == 4:
		seconds, err := strconv.ParseInt(args[3], 10, 64)
		if err != nil {
			return err
		}
		return writeZip(args[1], args[2], time.Unix(seconds, 0).UTC())
	}
	return errUsage
}
