package office_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/shopspring/decimal"

	"bieuxa/ntm"
	"bieuxa/office"
)

const schemaFile = "../docs/schema/exchange-1.schema.json"

func schema(t *testing.T, part string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(read(t, schemaFile)))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.AddResource("exchange.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("exchange.json" + part)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func holds(t *testing.T, s *jsonschema.Schema, text []byte) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

// exchanged is what an export for other programs wrote: the document and the three tables.
func exchanged(t *testing.T, b *office.Book, p ntm.Period) (doc []byte, tables [][][]string) {
	t.Helper()
	out := export(t, b, office.ExportRequest{Period: p, Dir: t.TempDir(), JSON: true, CSV: true})
	if len(out.Files) != 4 {
		t.Fatalf("wrote %v, want a document and three tables", out.Files)
	}
	for _, path := range out.Files[1:] {
		body, marked := bytes.CutPrefix(read(t, path), []byte("\ufeff"))
		rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
		if !marked || err != nil || len(rows) < 1 {
			t.Fatalf("%s: marked %v, %d rows, %v", filepath.Base(path), marked, len(rows), err)
		}
		tables = append(tables, rows)
	}
	return read(t, out.Files[0]), tables
}

func TestAnExchangeKeepsItsSchema(t *testing.T) {
	t.Parallel()
	b := decemberBook(t)
	for _, period := range []string{"2020-12", "2020-Q4"} {
		p, err := ntm.ParsePeriod(period)
		if err != nil {
			t.Fatal(err)
		}
		doc, tables := exchanged(t, b, p)
		if err := holds(t, schema(t, ""), doc); err != nil {
			t.Errorf("%s: %v", period, err)
		}
		for i, part := range []string{"csvEntry", "csvFinding", "csvFigure"} {
			s := schema(t, "#/$defs/"+part)
			if heads := propertiesOf(t, part); !slices.Equal(tables[i][0], heads) {
				t.Errorf("%s: columns %v, want %v", part, tables[i][0], heads)
			}
			if len(tables[i]) < 2 {
				t.Errorf("%s %s: no lines", period, part)
			}
			for _, row := range tables[i][1:] {
				line := map[string]any{}
				for c, head := range tables[i][0] {
					line[head] = row[c]
				}
				if err := s.Validate(line); err != nil {
					t.Fatalf("%s %s: %v", period, part, err)
				}
			}
		}
		again, _ := exchanged(t, b, p)
		if !bytes.Equal(doc, again) {
			t.Errorf("%s: the second document differs from the first", period)
		}
	}
}

// propertiesOf are the properties of a part of the schema in the order they are written in.
func propertiesOf(t *testing.T, part string) []string {
	t.Helper()
	var doc struct {
		Defs map[string]struct {
			Required []string `json:"required"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal(read(t, schemaFile), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Defs[part].Required
}

// The entries add up to the published figures without the program's own roll-up: 309 poor households of December
// 2020 (reports.md: 1.024 – 715), 216 criteria met of 14 communes.
func TestTheEntriesOfAnExchangeAddUp(t *testing.T) {
	t.Parallel()
	p, _ := ntm.ParsePeriod("2020-12")
	doc, tables := exchanged(t, decemberBook(t), p)
	var x office.Exchange
	if err := json.Unmarshal(doc, &x); err != nil {
		t.Fatal(err)
	}
	poor, met := decimal.Zero, 0
	for _, r := range x.Returns {
		for _, e := range r.Entries {
			switch {
			case e.Table == "ho_ngheo" && e.Row == "ngheo" && e.Column == "cuoi_ky":
				poor = poor.Add(decimal.RequireFromString(e.Value))
			case e.Table == "tieu_chi" && !strings.Contains(e.Row, ".") && e.Column == "dg" && e.Value == "Đạt":
				met++
			}
		}
	}
	if len(x.Returns) != 15 || poor.String() != "309" || met != 216 {
		t.Errorf("%d returns, %s poor households, %d criteria met; want 15, 309, 216", len(x.Returns), poor, met)
	}
	if x.RollUp.Poverty.Closing != "309" || x.RollUp.Criteria.Met != 216 {
		t.Errorf("the roll-up says %s and %d", x.RollUp.Poverty.Closing, x.RollUp.Criteria.Met)
	}
	whole := func(row []string) bool { return row[1] == "" && row[3] == "ho_ngheo/ngheo/cuoi_ky" && row[5] == "309" }
	if !slices.ContainsFunc(tables[2], whole) {
		t.Error("the table of figures lacks the 309 poor households of the whole")
	}
}

func TestATextIsNoFormulaInATable(t *testing.T) {
	t.Parallel()
	m, b := oneCommune(t, func(r *ntm.Return) {
		e, _ := r.Entry("thong_tin", "nguoi_lap", "gia_tri")
		e.Value = ntm.TextValue(ntm.TypeText, "=1+1")
	})
	_, tables := exchanged(t, b, m.period)
	kept := func(row []string) bool { return row[4] == "nguoi_lap" && row[11] == "'=1+1" }
	if !slices.ContainsFunc(tables[0], kept) {
		t.Error("“=1+1” is not kept as '=1+1")
	}
}

// The schema must be able to refuse: a figure with a comma, a state of its own, a field too many.
func TestTheSchemaRefuses(t *testing.T) {
	t.Parallel()
	_, b := oneCommune(t, nil)
	p, _ := ntm.ParsePeriod("2020-12")
	doc, _ := exchanged(t, b, p)
	s := schema(t, "")
	if err := holds(t, s, doc); err != nil {
		t.Fatal(err)
	}
	for old, wrong := range map[string]string{
		`"schema": "bieuxa-exchange/1"`: `"schema": "bieuxa-exchange/2"`,
		`"state": "blank"`:              `"state": "zero"`,
		`"sample": false`:               `"sample": false, "more": 1`,
		`"possible": 19`:                `"possible": "19"`,
	} {
		text := strings.Replace(string(doc), old, wrong, 1)
		if text == string(doc) {
			t.Errorf("%s does not occur", old)
		}
		if holds(t, s, []byte(text)) == nil {
			t.Errorf("%s is let through", wrong)
		}
	}
}

func TestTheExampleOfTheSchemaHolds(t *testing.T) {
	t.Parallel()
	if err := holds(t, schema(t, ""), read(t, "../docs/schema/exchange-1.example.json")); err != nil {
		t.Error(err)
	}
}
