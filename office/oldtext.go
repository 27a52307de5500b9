package office

import "bieuxa/xlsx"

// RereadText is a text of a file that was typed in an old encoding, as it stands there and as it is read.
type RereadText struct {
	Sheet    string   `json:"sheet"`
	Cell     string   `json:"cell"`
	Encoding string   `json:"encoding"`
	Font     string   `json:"font"`
	Was      string   `json:"was"`
	Text     string   `json:"text"`
	Read     bool     `json:"read"`   // else it was left as it stands
	Reason   string   `json:"reason"` // font, runs, others, bytes, font-alone; left: mixed, unsure
	Losses   []string `json:"losses"` // words with something doubtful: «hyphen Ch-a»
	Doubtful bool     `json:"doubtful"`
}

// Reread lists the texts of a file that were typed in an old encoding of Vietnamese, and how many more there are than are
// listed. Nothing is stored.
func (o *Office) Reread(path string) ([]RereadText, int, error) {
	body, err := readFile(path, xlsx.DefaultLimits().File)
	if err != nil {
		return nil, 0, fileProblem(shownName(path), err)
	}
	wb, err := xlsx.Read(shownName(path), body, xlsx.DefaultLimits())
	if err != nil {
		return nil, 0, fileProblem(shownName(path), err)
	}
	out := make([]RereadText, 0, len(wb.OldTexts))
	for i := range wb.OldTexts {
		t := &wb.OldTexts[i]
		line := RereadText{Sheet: t.Sheet, Cell: t.Ref(), Encoding: t.Encoding.String(), Font: t.Font, Was: t.Was, Text: t.Text,
			Read: t.Read(), Reason: t.Reason.String(), Losses: []string{}, Doubtful: t.Doubtful()}
		for _, l := range t.Losses {
			line.Losses = append(line.Losses, l.String())
		}
		out = append(out, line)
	}
	return out, wb.OldTextsCut, nil
}
