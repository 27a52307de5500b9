package xlsx

import "slices"

// ownLabels is the share, in thousandths, of the table's row labels that stand under the headings. It
// is counted only where another table has the same headings: 0 otherwise.
func (r *reading) ownLabels(b *band, all []*band) int {
	k := b.keys
	if k.label < 0 || b.cols[k.label] == 0 || len(k.rowLabel) == 0 {
		return 0
	}
	isTwin := func(o *band) bool {
		return o.keys.at != k.at && len(o.cols) == len(b.cols) && overlapsAny(b, []*band{o})
	}
	if !slices.ContainsFunc(all, isTwin) {
		return 0
	}
	want := make(map[string]bool, len(k.rowLabel))
	for _, label := range k.rowLabel {
		want[label] = true
	}
	n, labels := 0, len(want)
	for i := b.sheet.firstFrom(b.bottom + 1); i < len(b.sheet.rows); i++ {
		c, ok := find(b.sheet.rows[i].cells, b.cols[k.label])
		if label := r.key(c.Raw); ok && want[label] {
			delete(want, label)
			n++
		}
	}
	return 1000 * n / labels
}
