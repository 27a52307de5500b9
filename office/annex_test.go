package office_test

import (
	"slices"
	"testing"

	"bieuxa/office"
)

// TestAppendixOfExplanationsAmongChosenForms: who names some parts names the appendix too; without its name it does not print.
func TestAppendixOfExplanationsAmongChosenForms(t *testing.T) {
	b := decemberBook(t)
	p := month(t, "2020")
	for _, c := range []struct {
		forms []string
		want  []string
	}{
		{[]string{office.LetterPart, "bieu-01", office.ExplanationsPart}, []string{office.LetterPart, "bieu-01", office.ExplanationsPart}},
		{[]string{office.LetterPart, "bieu-01"}, []string{office.LetterPart, "bieu-01"}},
		{[]string{office.LetterPart, office.ExplanationsPart}, []string{office.LetterPart, office.ExplanationsPart}},
	} {
		v, err := b.Preview(ctx, office.ExportRequest{Period: p, Forms: c.forms, Paper: office.Paper{Explanations: true}})
		if err != nil {
			t.Errorf("%v: %v", c.forms, err)
			continue
		}
		var got []string
		for _, part := range v.Parts {
			got = append(got, part.ID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v prints %v, want %v", c.forms, got, c.want)
		}
	}
}
