// Command build writes the sample year into assets/sample. Run it from the root of the repository:
//
//	go run ./internal/sample/build [-out DIR]
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"bieuxa/assets"
	"bieuxa/internal/sample"
)

func main() {
	out := flag.String("out", filepath.Join("assets", "sample", "quan-hoa-2020"), "folder to write to")
	flag.Parse()
	if err := write(*out); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func write(dir string) error {
	files, err := sample.Files(assets.FS)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			return err
		}
	}
	return nil
}
