package pdf

import "bieuxa/report"

func (b *book) printCharts(s report.Submission) {}
