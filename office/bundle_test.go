package office

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"bieuxa/store"
)

func small() *bundle {
	body := []byte("tệp của xã")
	hash := store.Hash(body)
	return &bundle{Schema: bundleSchema, Parent: "385", Name: "Huyện Quan Hóa", Period: "2020-12", Set: "xa-2016-2020",
		Returns: []bundled{{Unit: "14884", UnitName: "Xã Phú Lệ", Period: "2020-12", File: hash, FileName: "a.xlsx"}},
		files:   map[string][]byte{hash: body}}
}

func TestBundleComesBack(t *testing.T) {
	bd := small()
	bd.Returns = append(bd.Returns, bd.Returns[0]) // one file for two returns lies in it once
	bd.Returns[1].Unit = "14887"
	body, err := bd.pack()
	if err != nil {
		t.Fatal(err)
	}
	again, err := bd.pack()
	if err != nil || !bytes.Equal(body, again) {
		t.Error("the same bundle gives other bytes")
	}
	got, err := unpack(body)
	if err != nil || len(got.Returns) != 2 || string(got.files[got.Returns[1].File]) != "tệp của xã" || got.Name != bd.Name {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestBundlesThatAreRefused(t *testing.T) {
	list := func(change func(*bundle)) []byte {
		bd := small()
		change(bd)
		text, _ := json.Marshal(bd)
		return text
	}
	file := bundleFolder + small().Returns[0].File + ".xlsx"
	for _, c := range []struct {
		name  string
		parts [][2]string
		want  string
	}{
		{"made by a newer program", [][2]string{{bundleList, string(list(func(b *bundle) { b.Schema = bundleSchema + 1 }))}}, ProblemSubmissionNewer},
		{"no schema", [][2]string{{bundleList, "{}"}}, ProblemSubmissionDamaged},
		{"no list", [][2]string{{file, "tệp của xã"}}, ProblemSubmissionDamaged},
		{"a file is missing", [][2]string{{bundleList, string(list(func(*bundle) {}))}}, ProblemSubmissionDamaged},
		{"a file was changed", [][2]string{{bundleList, string(list(func(*bundle) {}))}, {file, "tệp khác"}}, ProblemSubmissionDamaged},
		{"a part twice", [][2]string{{bundleList, string(list(func(*bundle) {}))}, {file, "tệp của xã"}, {file, "tệp khác"}}, ProblemSubmissionDamaged},
		{"a list beyond measure", [][2]string{{bundleList, strings.Repeat(" ", maxBundleList+1)}}, ProblemSubmissionLarge},
		{"too many returns", [][2]string{{bundleList, string(list(func(b *bundle) { b.Returns = make([]bundled, maxBundled+1) }))}}, ProblemSubmissionLarge},
	} {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		for _, p := range c.parts {
			w, err := z.Create(p[0])
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprint(w, p[1])
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		var bad *Problem
		if _, err := unpack(out.Bytes()); !errors.As(err, &bad) || bad.ID != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	if _, err := unpack([]byte("PK")); AsProblem(err).ID != ProblemSubmissionDamaged {
		t.Errorf("%v", err)
	}
}

// What a bundle says of cells and periods is not believed.
func TestBundlesThatDoNotAgreeWithThemselves(t *testing.T) {
	for name, change := range map[string]func(*bundle){
		"no period":                func(b *bundle) { b.Period = "x" },
		"no returns":               func(b *bundle) { b.Returns = nil },
		"a return of another year": func(b *bundle) { b.Returns[0].Period = "2019-12" },
		"a unit twice":             func(b *bundle) { b.Returns = append(b.Returns, b.Returns[0]) },
		"no unit":                  func(b *bundle) { b.Returns[0].Unit = "" },
		"no cell":                  func(b *bundle) { b.Returns[0].Edits = []bundledFix{{Sheet: "A", Cell: "?", Kind: "text"}} },
		"no such cell":             func(b *bundle) { b.Returns[0].Edits = []bundledFix{{Sheet: "A", Cell: "A9999999", Kind: "text"}} },
		"no kind":                  func(b *bundle) { b.Returns[0].Edits = []bundledFix{{Sheet: "A", Cell: "A1", Kind: "formula"}} },
		"no figure": func(b *bundle) {
			b.Returns[0].Edits = []bundledFix{{Sheet: "A", Cell: "A1", Kind: "number", Value: "1e"}}
		},
	} {
		bd := small()
		change(bd)
		var bad *Problem
		if err := (&incoming{bundle: bd}).sound(); !errors.As(err, &bad) || !strings.HasPrefix(bad.ID, "submission.") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := (&incoming{bundle: small()}).sound(); err != nil {
		t.Errorf("the sound one: %v", err)
	}
}
