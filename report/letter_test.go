package report

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestALettersWordingIsFilledIn(t *testing.T) {
	fsys := fstest.MapFS{"letters/a.yaml": {Data: []byte(`
id: a
kind: Báo cáo
symbol: BC-UBND
subject: Kết quả {period}
copies: [Như trên, "Lưu: VT"]
body:
  - {id: one, level: part, text: "I. Kết quả {period}"}
  - {id: two, level: dash, text: "- {a} và {b}"}
`)}}
	l, err := LoadLetter(fsys, "a")
	if err != nil {
		t.Fatal(err)
	}
	s := l.Fill(map[string]string{"period": "tháng 12 năm 2020", "a": "{b}", "b": "2"})
	if s.Subject != "Kết quả tháng 12 năm 2020" || s.Body[0] != (Passage{"one", LevelPart, "I. Kết quả tháng 12 năm 2020"}) ||
		s.Body[1].Text != "- {b} và 2" || s.Body[1].Level != LevelDash || len(s.Copies) != 2 {
		t.Errorf("%+v", s)
	}
}

func TestLettersThatCannotBeUsedAreRefused(t *testing.T) {
	for name, text := range map[string]string{
		"another id": "id: b\nkind: B\nsubject: S\nbody: [{id: x, level: text, text: y}]", "no body": "id: a\nkind: B\nsubject: S",
		"a level": "id: a\nkind: B\nsubject: S\nbody: [{id: x, level: chapter, text: y}]",
	} {
		if _, err := LoadLetter(fstest.MapFS{"letters/a.yaml": {Data: []byte(text)}}, "a"); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestTheLettersThatShip(t *testing.T) {
	for _, id := range []string{"xa"} {
		l, err := LoadLetter(os.DirFS("../assets"), id)
		if err != nil {
			t.Fatal(err)
		}
		if s := l.Fill(nil); !strings.HasPrefix(s.Copies[len(s.Copies)-1], "Lưu: VT") || s.Copies[0] != "Như trên" {
			t.Errorf("%s: copies %v", id, s.Copies)
		}
	}
}
