package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bieuxa/office"
)

// A crash of the command prints one line and leaves a report beside the book, without what the panic said.
func TestCommandThatCrashesLeavesReport(t *testing.T) {
	dir := t.TempDir()
	c := &command{out: io.Discard, errs: io.Discard, lang: "vi", paths: office.Paths{Home: filepath.Join(dir, "home")},
		now: func() time.Time { return time.Date(2026, 11, 22, 0, 43, 28, 0, time.UTC) }}
	line := c.bugLine(office.Panicked("Xã Phú Lệ: 1234,5", nil), []string{"board", filepath.Join(dir, "Quan Hóa.bieuxa"), "--period", "2020-12"})
	path := filepath.Join(dir, "Quan Hóa – báo cáo lỗi 2026-11-22 074328.txt")
	if !strings.Contains(line, path) || strings.Contains(line, "\n") || strings.Contains(line, "Phú Lệ") {
		t.Errorf("told %q", line)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	if strings.Contains(text, "Phú Lệ") || strings.Contains(text, "1234") || strings.Contains(text, "Quan Hóa") || !strings.Contains(text, "bieuxa-cli board") {
		t.Errorf("the report:\n%s", text)
	}
}
