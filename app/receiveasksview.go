package app

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"bieuxa/ntm"
	"bieuxa/office"
)

// changeRow is one figure that differs between two versions.
type changeRow struct{ key, sheet, cell, label, was, now string }

func changeRows(changes []office.Change, w *ntm.Words) []changeRow {
	out := make([]changeRow, 0, len(changes))
	for i, c := range changes {
		out = append(out, changeRow{strconv.Itoa(i), c.Place.Sheet, c.Place.Cell, c.Label, figureText(c.Was, w), figureText(c.Now, w)})
	}
	return out
}

// figureText shows a stored figure as a person writes it; a blank is told to be one.
func figureText(canonical string, w *ntm.Words) string {
	if canonical == "" {
		return say(w, "receive.blank")
	}
	return say(w, "receive.figure", "n", canonical)
}

// replaceRow is a file that differs from what is counted.
type replaceRow struct{ path, unit, file, counted, cells, then string }

func replaceRows(f *office.Foreseen, w *ntm.Words) []replaceRow {
	out := make([]replaceRow, 0, len(f.Replaces))
	for i := range f.Replaces {
		r := &f.Replaces[i]
		out = append(out, replaceRow{r.Path, r.UnitName, r.File, say(w, "replace.version", "version", itoa(r.Version), "at", office.MomentVN(r.Received)),
			itoa(len(r.Changes)), say(w, "replace.then-"+r.Verdict)})
	}
	return out
}

// chosenPaths are the files to bring in: all that replace nothing and, of the others, those checked; with nil
// all of them.
func chosenPaths(f *office.Foreseen, checked map[string]bool) []string {
	replaces := map[string]bool{}
	for i := range f.Replaces {
		replaces[f.Replaces[i].Path] = true
	}
	var out []string
	for _, p := range f.Paths {
		if !replaces[p] || checked == nil || checked[p] {
			out = append(out, p)
		}
	}
	return out
}

// versionRow is one file that a unit sent.
type versionRow struct{ version, received, state, found, file string }

func versionRows(vs []office.VersionLine, w *ntm.Words) []versionRow {
	var out []versionRow
	for i := range vs {
		v := &vs[i]
		out = append(out, versionRow{itoa(v.Version), office.MomentVN(v.Received), say(w, "versions.state-"+string(v.State)),
			say(w, "versions.found", "block", itoa(v.Counts.Block), "explain", itoa(v.Counts.Explain), "note", itoa(v.Counts.Note)), v.File})
	}
	return out
}

func versionNames(vs []office.VersionLine, w *ntm.Words) []string {
	var out []string
	for i := range vs {
		out = append(out, say(w, "replace.version", "version", itoa(vs[i].Version), "at", office.MomentVN(vs[i].Received)))
	}
	return out
}

// reminderChoice is a letter: to all, or to one unit.
type reminderChoice struct{ title, unit, text string }

func reminderChoices(all []office.Reminder, w *ntm.Words) []reminderChoice {
	var letters []string
	out := []reminderChoice{{title: say(w, "remind.all", "n", itoa(len(all)))}}
	for _, r := range all {
		letters = append(letters, r.Text)
		out = append(out, reminderChoice{r.Unit.Name + " · " + say(w, "standing."+string(r.Standing)), r.Unit.Code, r.Text})
	}
	out[0].text = strings.Join(letters, "\n\n")
	return out
}

// phrasesOf are the ready reasons for an act; those that the words have.
func phrasesOf(act string, w *ntm.Words) []string {
	var out []string
	for i := 1; w.HasUI("because." + act + "-" + itoa(i)); i++ {
		out = append(out, w.UI("because."+act+"-"+itoa(i), nil))
	}
	return out
}

// openWarnings are the findings that wait for a reason.
func openWarnings(found []ntm.Finding) []ntm.Finding {
	return slices.DeleteFunc(slices.Clone(found), func(f ntm.Finding) bool { return f.Severity != ntm.Explain || f.Explained != "" })
}

// savedLine says what was written and the folder it lies in.
func savedLine(paths []string, w *ntm.Words) (text, folder string) {
	folder = filepath.Dir(paths[0])
	if len(paths) == 1 {
		return say(w, "saved.one", "file", filepath.Base(paths[0])), folder
	}
	return say(w, "saved.many", "n", itoa(len(paths))), folder
}
