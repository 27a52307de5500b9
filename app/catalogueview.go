package app

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"bieuxa/ntm"
)

// catalogueRow is one line of a catalogue: its cells, what it says in full, and whether it is sure.
type catalogueRow struct {
	key    string
	cells  []string
	detail []string // sentences, one a line
	also   string   // what it is found by besides its cells
	unsure bool
	strong bool // a heading among the rows
}

// text is a row in full, as it is read and copied.
func (r catalogueRow) text() string { return strings.Join(r.detail, "\n") }

// found is what a row is searched in.
func (r catalogueRow) found() string { return strings.Join(r.cells, " ") + " " + r.also }

// confidenceSign stands before a confidence's word.
func confidenceSign(c ntm.Confidence) string {
	switch c {
	case ntm.ConfidenceVerified:
		return "✓"
	case ntm.ConfidencePartial:
		return "~"
	case ntm.ConfidenceUnsure:
		return "?"
	}
	return "○"
}

func confidenceText(c ntm.Confidence, w *ntm.Words) string {
	if c == "" {
		c = ntm.ConfidenceKnown
	}
	return confidenceSign(c) + " " + say(w, "confidence."+string(c))
}

// lineOf is a sentence with a fact, or nothing if the fact is missing.
func lineOf(w *ntm.Words, id, value string) []string {
	if strings.TrimSpace(value) == "" {
		return nil
	}
	return []string{say(w, "catalogue.line", "name", say(w, id), "text", value)}
}

// unitCatalogue words units through time. day zero: of all times.
func unitCatalogue(units *ntm.Units, list []ntm.Unit, day ntm.Date, w *ntm.Words) []catalogueRow {
	var out []catalogueRow
	for _, u := range list {
		if !day.IsZero() && !u.On(day) {
			continue
		}
		on := u.From
		if !day.IsZero() {
			on = day
		}
		above := ""
		if p, ok := units.Find(u.Parent, on); ok {
			above = p.Name
		}
		sure := say(w, "units.sure")
		if u.Unsure {
			sure = say(w, "units.unsure")
		}
		row := catalogueRow{key: u.Code + u.From.String(), unsure: u.Unsure,
			cells: []string{u.Code, u.Name, say(w, "level."+string(u.Level)), above, u.From.VN(), dayOrNow(u.To, w), sure}}
		row.detail = slices.Concat([]string{u.Name}, lineOf(w, "units.code", u.Code), lineOf(w, "units.level", say(w, "level."+string(u.Level))),
			lineOf(w, "units.above", above), lineOf(w, "units.from", u.From.VN()), lineOf(w, "units.to", dayOrNow(u.To, w)),
			lineOf(w, "units.later", u.LaterName), lineOf(w, "units.days", sure))
		for _, s := range units.Predecessors(u) {
			row.also += s.From.Name + " " + s.From.Code + " "
			row.detail = append(row.detail, say(w, "units.predecessor", "name", s.From.Name, "code", s.From.Code, "on", s.Effective.VN(), "basis", say(w, "basis."+string(s.Basis))))
		}
		for _, s := range units.Successors(u) {
			row.also += s.To.Name + " " + s.To.Code + " "
			row.detail = append(row.detail, say(w, "units.successor", "name", s.To.Name, "code", s.To.Code, "on", s.Effective.VN(), "basis", say(w, "basis."+string(s.Basis))))
		}
		out = append(out, row)
	}
	return out
}

func dayOrNow(d ntm.Date, w *ntm.Words) string {
	if d.IsZero() {
		return say(w, "units.now")
	}
	return d.VN()
}

// setCatalogue words a criteria set: each criterion, and its indicators with what they require where the book is.
func setCatalogue(c *ntm.Criteria, set *ntm.CriteriaSet, where ntm.Where, w *ntm.Words) []catalogueRow {
	sources := map[string]string{}
	for _, s := range c.Sources() {
		sources[s.ID] = s.Where
	}
	var out []catalogueRow
	for i := range set.Criteria {
		k := &set.Criteria[i]
		single := len(k.Indicators) == 1 && k.Indicators[0].No == itoa(k.No)
		if !single {
			out = append(out, catalogueRow{key: itoa(k.No), strong: true, unsure: k.Confidence == ntm.ConfidenceUnsure,
				cells: []string{itoa(k.No), k.Name, "", confidenceText(k.Confidence, w), k.Source},
				detail: slices.Concat([]string{itoa(k.No) + ". " + k.Name}, lineOf(w, "sets.confidence", confidenceText(k.Confidence, w)),
					lineOf(w, "sets.source", sourceText(k.Source, sources)), lineOf(w, "sets.note", k.Note), lineOf(w, "sets.sector", strings.Join(k.Sectors(), "; ")))})
		}
		for j := range k.Indicators {
			out = append(out, indicatorRow(set, &k.Indicators[j], where, indicatorWords{w, c, sources}))
		}
		for j := range k.Seen {
			r := indicatorRow(set, &k.Seen[j], where, indicatorWords{w, c, sources})
			r.key, r.unsure = "seen "+r.key, true
			r.detail = append(r.detail, say(w, "sets.seen"))
			out = append(out, r)
		}
	}
	return out
}

// indicatorWords is what an indicator is worded with.
type indicatorWords struct {
	w       *ntm.Words
	c       *ntm.Criteria
	sources map[string]string
}

func indicatorRow(set *ntm.CriteriaSet, ind *ntm.Indicator, where ntm.Where, x indicatorWords) catalogueRow {
	w := x.w
	here := set.Threshold(*ind, where)
	confidence := here.Confidence
	if !here.Decides() {
		confidence = ntm.ConfidenceUnsure
	}
	row := catalogueRow{key: ind.No, unsure: confidence == ntm.ConfidenceUnsure,
		cells: []string{ind.No, ind.Name, here.Text, confidenceText(confidence, w), here.Source}}
	row.detail = slices.Concat([]string{ind.No + ". " + ind.Name}, lineOf(w, "sets.unit", ind.Unit), lineOf(w, "sets.here", here.Text),
		lineOf(w, "sets.origin", say(w, "origin."+string(cmp.Or(here.Origin, ntm.OriginCommon)))))
	if len(set.Groups) > 0 {
		for _, g := range set.Groups {
			at := where
			at.Group = g.No
			row.detail = append(row.detail, say(w, "sets.level", "where", g.Name, "text", set.Threshold(*ind, at).Text))
		}
	} else {
		for _, region := range ntm.Regions() {
			at := ntm.Where{Region: region, On: where.On}
			row.detail = append(row.detail, say(w, "sets.level", "where", x.c.RegionName(region), "text", set.Threshold(*ind, at).Text))
		}
	}
	row.detail = slices.Concat(row.detail, lineOf(w, "sets.confidence", confidenceText(confidence, w)),
		lineOf(w, "sets.source", sourceText(here.Source, x.sources)), lineOf(w, "sets.note", here.Note), lineOf(w, "sets.sector", ind.Sector))
	if row.unsure {
		row.detail = append(row.detail, say(w, "sets.unsure"))
	}
	return row
}

// sourceText names sources by where they were seen; there may be several, parted by semicolons.
func sourceText(ids string, known map[string]string) string {
	var out []string
	for id := range strings.SplitSeq(ids, ";") {
		id = strings.TrimSpace(id)
		if where, ok := known[id]; ok {
			id += " (" + where + ")"
		}
		out = append(out, id)
	}
	return strings.Join(out, "; ")
}

// checkCatalogue words the checks of the definitions.
func checkCatalogue(defs []*ntm.Definition, w *ntm.Words) []catalogueRow {
	var out []catalogueRow
	for _, def := range defs {
		for i := range def.Checks {
			k := &def.Checks[i]
			severity := say(w, "severity."+string(k.Severity))
			text, fix := w.Pattern(k.ID)
			text, fix = slotless(text), slotless(fix)
			source := k.Source
			if strings.Contains(source, "[P]") {
				source = strings.TrimSpace(strings.ReplaceAll(source, "[P]", say(w, "checks.proposal")))
			}
			out = append(out, catalogueRow{key: def.ID + " " + k.ID,
				cells: []string{k.ID, severity, w.Title(k.ID), say(w, "checks.of-"+def.ID)}, also: text + " " + fix + " " + w.Law(k.ID),
				detail: slices.Concat([]string{k.ID + ". " + w.Title(k.ID)}, lineOf(w, "checks.severity", severity), lineOf(w, "checks.text", text),
					lineOf(w, "checks.fix", fix), lineOf(w, "checks.law", w.Law(k.ID)), lineOf(w, "checks.source", source), lineOf(w, "checks.return", say(w, "checks.of-"+def.ID)))})
		}
	}
	return out
}

// slotless is a check's sentence with what it will name left open: «Ô …: ghi …».
func slotless(pattern string) string {
	return regexp.MustCompile(`‹[^›]*›`).ReplaceAllString(pattern, "…")
}

// columnCatalogue words the returns: each column of each table, with its meaning over time.
func columnCatalogue(defs []*ntm.Definition, w *ntm.Words) []catalogueRow {
	var out []catalogueRow
	for _, def := range defs {
		for s := range def.Sheets {
			sheet := &def.Sheets[s]
			for t := range sheet.Tables {
				table := &sheet.Tables[t]
				for c := range table.Columns {
					col := &table.Columns[c]
					meaning := ""
					if col.Meaning != "" {
						meaning = string(col.Meaning) + " – " + say(w, "meaning."+string(col.Meaning))
					}
					title := cmp.Or(table.Title, sheet.Title)
					row := catalogueRow{key: def.ID + "/" + table.ID + "/" + col.Code,
						cells: []string{sheet.ID, title, col.Heading(), say(w, "type."+string(cmp.Or(col.Type, ntm.TypeText))), col.Unit, meaning}}
					row.detail = slices.Concat([]string{col.Heading()}, lineOf(w, "columns.sheet", sheet.ID+" "+sheet.Title), lineOf(w, "columns.table", title),
						lineOf(w, "columns.type", row.cells[3]), lineOf(w, "columns.unit", col.Unit), lineOf(w, "columns.meaning", meaning),
						lineOf(w, "columns.blank", blankText(col, w)), lineOf(w, "columns.formula", col.Formula), lineOf(w, "columns.hint", col.Hint),
						lineOf(w, "columns.rows", rowLabels(table)), lineOf(w, "checks.return", say(w, "checks.of-"+def.ID)))
					out = append(out, row)
				}
			}
		}
	}
	return out
}

// blankText says whether a column may be left blank.
func blankText(c *ntm.Column, w *ntm.Words) string {
	if c.Blank == "" {
		return ""
	}
	return say(w, "blank."+string(c.Blank))
}

// rowLabels names the rows given in advance.
func rowLabels(t *ntm.Table) string {
	var out []string
	for i := range t.Rows {
		out = append(out, strings.TrimSpace(t.Rows[i].No+" "+t.Rows[i].Label))
	}
	return strings.Join(out, "; ")
}

// bookUnits are the parent and all units below it from the book's first day on, through time.
func bookUnits(units *ntm.Units, parent ntm.Unit, from string) []ntm.Unit {
	on, err := ntm.ParseDateISO(from)
	if err != nil {
		return nil
	}
	out := slices.Concat([]ntm.Unit{parent}, units.Tree(parent.Code, on))
	for _, u := range slices.Clone(out) { // and what they became
		for _, s := range units.Successors(u) {
			if !slices.ContainsFunc(out, func(x ntm.Unit) bool { return x.Code == s.To.Code && x.From == s.To.From }) {
				out = append(out, s.To)
			}
		}
	}
	return out
}

// countryUnits are all units of a day, provinces first.
func countryUnits(units *ntm.Units, day ntm.Date) []ntm.Unit {
	var out []ntm.Unit
	for _, level := range []ntm.Level{ntm.LevelProvince, ntm.LevelDistrict, ntm.LevelCommune} {
		out = append(out, units.All(level, day)...)
	}
	return out
}

// setAbout says whose a set is, since when, and how far it was checked.
func setAbout(set *ntm.CriteriaSet, w *ntm.Words) string {
	facts := []string{"decision", set.Decision, "criteria", itoa(set.N()), "indicators", itoa(set.IndicatorCount()), "from", isoVN(set.From), "to", isoVN(set.To)}
	return strings.TrimSpace(say(w, "sets.about", facts...) + " " + set.Unverified)
}

func isoVN(day string) string {
	if d, err := ntm.ParseDateISO(day); err == nil {
		return d.VN()
	}
	return ""
}
