package app

import (
	"fmt"
	"strings"

	"bieuxa/ntm"
	"bieuxa/office"
)

// tidyLines tidies each line of a text and leaves empty ones out.
func tidyLines(text string) string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		if line = tidy(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// headTitles are ready titles of who signs, each on one line: «TM. ỦY BAN NHÂN DÂN – CHỦ TỊCH».
func headTitles(w *ntm.Words) []string {
	return strings.Split(tidyLines(say(w, "settings.head-titles")), "\n")
}

// linesOf is a ready title as it is printed, on lines.
func linesOf(title string) string { return strings.ReplaceAll(title, " – ", "\n") }

// traitRow is what is known of one unit.
type traitRow struct {
	office.Traits
	region, special string
}

func traitRows(all []office.Traits, w *ntm.Words, region func(id string) string) []traitRow {
	out := make([]traitRow, 0, len(all))
	for _, t := range all {
		r := traitRow{Traits: t, region: region(t.Region)}
		if t.Special {
			r.special = "x"
		}
		if r.region == "" {
			r.region = say(w, "settings.region-none")
		}
		out = append(out, r)
	}
	return out
}

// ownLevelRow is one indicator whose level is not sure, or was set here.
type ownLevelRow struct {
	no, name, known, why, own, source string
	unit                              string
}

func ownLevelRows(all []office.Unsure, w *ntm.Words) []ownLevelRow {
	out := make([]ownLevelRow, 0, len(all))
	for _, u := range all {
		r := ownLevelRow{no: u.Indicator, name: u.Name, known: u.Text, unit: u.Unit}
		if u.Gap != ntm.NoGap {
			r.why = say(w, "settings.gap-"+string(u.Gap))
		}
		if u.Own != nil {
			r.own, r.source = u.Own.Value, u.Own.Source
			r.why = say(w, "settings.level-set")
		}
		out = append(out, r)
	}
	return out
}

// severityRow is a check whose severity may be chosen.
type severityRow struct {
	office.CheckChoice
	word, usual string
	changed     bool
}

func severityRows(all []office.CheckChoice, w *ntm.Words) []severityRow {
	out := make([]severityRow, 0, len(all))
	for _, c := range all {
		r := severityRow{CheckChoice: c, word: say(w, "severity."+string(c.Severity)), usual: say(w, "severity."+string(c.Usual)),
			changed: c.Severity != c.Usual}
		out = append(out, r)
	}
	return out
}

// backupRow is one copy of the book.
type backupRow struct {
	at, kind, size, path string
	file                 office.BackupFile
}

func backupRows(all []office.BackupFile, w *ntm.Words) []backupRow {
	out := make([]backupRow, 0, len(all))
	for _, f := range all {
		out = append(out, backupRow{at: f.At.Format("02/01/2006 15:04:05"), kind: backupKind(f.Kind, w), size: fileSize(f.Size, w), path: f.Path, file: f})
	}
	return out
}

func backupKind(kind string, w *ntm.Words) string {
	switch kind {
	case office.BackupDaily:
		return say(w, "settings.backup-daily")
	case office.BackupByHand:
		return say(w, "settings.backup-hand")
	case office.BackupUpgrade:
		return say(w, "settings.backup-upgrade")
	case office.BackupRestore:
		return say(w, "settings.backup-restore")
	}
	return kind
}

// fileSize is a size as a person reads it: «18,7 MB».
func fileSize(bytes int64, w *ntm.Words) string {
	if bytes < 1_000_000 {
		return fmt.Sprintf("%d kB", (bytes+999)/1000)
	}
	n, _ := ntm.ParseNum(fmt.Sprintf("%d.%d", bytes/1_000_000, bytes%1_000_000/100_000))
	return number(n, 1, w) + " MB"
}
