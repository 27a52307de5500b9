package xlsx

import (
	"bytes"
	"testing"

	"bieuxa/assets"
	"bieuxa/ntm"
)

// sampleWorkbook is the filled workbook of one unit of the sample district.
type sampleWorkbook struct {
	def   *ntm.Definition
	want  *ntm.Return
	bytes []byte
}

func sampleWorkbooks(t testing.TB, month int) []sampleWorkbook {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	def, err := ntm.LoadDefinition(assets.FS, "xa-thang")
	must(err)
	sample, err := ntm.LoadSample(assets.FS)
	must(err)
	period := sample.Periods()[month-1]
	from, to, err := sample.Cut().Days(period)
	must(err)
	var books []sampleWorkbook
	bound := map[ntm.Kind]*ntm.Definition{}
	for _, unit := range sample.Units() {
		if bound[unit.Kind] == nil {
			bound[unit.Kind], err = sample.Bind(def, unit.Kind, period)
			must(err)
		}
		ret, err := sample.Return(bound[unit.Kind], unit, period)
		must(err)
		var b bytes.Buffer
		must(WriteTemplate(&b, Template{Def: bound[unit.Kind], Unit: unit, Period: period, From: from, To: to,
			SetID: sample.Set().ID, Words: lexicon(t).Choices, Values: ret}))
		books = append(books, sampleWorkbook{bound[unit.Kind], ret, b.Bytes()})
	}
	return books
}

func TestTheSampleDistrictIsReadBackAsStated(t *testing.T) {
	for _, book := range sampleWorkbooks(t, 2) {
		got := readBytes(t, book.def, book.bytes)
		for _, d := range unlike(book.want, got) {
			t.Errorf("%s: %s", book.want.UnitName, d)
		}
		for _, f := range told(got) {
			t.Errorf("%s: %s", book.want.UnitName, f)
		}
		if got.Unit != book.want.Unit || got.Period != book.want.Period || got.UnitName != book.want.UnitName {
			t.Errorf("read as the return of %s %s, %s", got.Unit, got.UnitName, got.Period)
		}
	}
}

// BenchmarkBindSample binds one workbook of the sample district, not counting the container.
func BenchmarkBindSample(b *testing.B) {
	book := sampleWorkbooks(b, 2)[0]
	wb, err := Read("xa.xlsx", book.bytes, DefaultLimits())
	if err != nil {
		b.Fatal(err)
	}
	binder, err := NewBinder(book.def, lexicon(b))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := binder.Read(wb, "xa.xlsx"); err != nil {
			b.Fatal(err)
		}
	}
}
