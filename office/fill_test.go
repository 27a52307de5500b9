package office_test

import (
	"archive/zip"
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bieuxa/ntm"
	"bieuxa/office"
	"bieuxa/xlsx"
)

// receiver.xlsx is a receiver's own workbook (testdata/receiver.py): figures by unit in C5:D19 and F5:F19, of which
// Nam Động has no row and «Xã Lạ» is nobody's; sums in row 20, a rate shown in per cent in C21.
const receiver = "testdata/receiver.xlsx"

func fill(t *testing.T) (f *office.Filled, wb *xlsx.Workbook, body []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "nộp tỉnh.xlsx")
	p, _ := ntm.ParsePeriod("2020-12")
	f, err := decemberBook(t).Fill(ctx, p, receiver, path)
	if err != nil {
		t.Fatal(err)
	}
	body = read(t, path)
	if wb, err = xlsx.Read("", body, xlsx.DefaultLimits()); err != nil {
		t.Fatal(err)
	}
	return f, wb, body
}

func TestAReceiversWorkbookIsFilled(t *testing.T) {
	t.Parallel()
	f, wb, _ := fill(t)
	s, _ := wb.Sheet("Biểu tỉnh")
	// Units as the receiver writes them; figures of ho_ngheo.csv and tieu_chi.csv of the sample for December.
	for cell, want := range map[string]string{
		"B2": "Tháng 12/2020", "B3": "15", // Phú Lệ meets 15 criteria
		"C5": "17", "C8": "9", "C9": "37", "C10": "18", "D10": "75", // TT Hồi Xuân, PHÚ THANH, 14881, Phú Lệ
		"C19": "", "D19": "", "F19": "", // nobody's row keeps no older figure
		"C20": "291", // his own sum: 309 less the 18 of Nam Động
		"C21": "0.0278",
		"F7":  "x", "F10": "", // criterion 17: Trung Sơn meets it, Phú Lệ does not
	} {
		row, col, _ := xlsx.ParseRef(cell)
		if got := s.CellAt(row, col).Raw; got != want {
			t.Errorf("%s holds %q, want %q", cell, got, want)
		}
	}
	var notes []string
	for _, n := range f.Left {
		notes = append(notes, strings.TrimSpace(n.ID+" "+n.Cell+" "+n.Saw+" "+n.Want))
	}
	slices.Sort(notes)
	if want := []string{"formula C20 291 309", "no-row", "unit C19", "unit D19", "unit F19"}; !slices.Equal(notes, want) {
		t.Errorf("told %q, want %q", notes, want)
	}
}

// Nothing but the sheet's cells may differ from the receiver's workbook, which asks to be computed when it is opened.
func TestAReceiversWorkbookKeepsItsRest(t *testing.T) {
	t.Parallel()
	_, _, body := fill(t)
	was, now := parts(t, read(t, receiver)), parts(t, body)
	if len(was) != len(now) {
		t.Errorf("%d parts, want %d", len(now), len(was))
	}
	for name, text := range was {
		if changed := !bytes.Equal(text, now[name]); changed != (name == "xl/worksheets/sheet1.xml") {
			t.Errorf("%s changed: %v", name, changed)
		}
	}
	sheet := string(now["xl/worksheets/sheet1.xml"])
	for _, kept := range []string{`<mergeCell ref="A1:F1"`, `<dataValidation `, `SUM(C5:C19)`} {
		if !strings.Contains(sheet, kept) {
			t.Errorf("the sheet has lost %s", kept)
		}
	}
}

func parts(t *testing.T, body []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return out
}

func TestWhatIsNotFilled(t *testing.T) {
	t.Parallel()
	b := decemberBook(t)
	p, _ := ntm.ParsePeriod("2020-12")
	dir := t.TempDir()
	out := filepath.Join(dir, "ra.xlsx")
	own := filepath.Join(dir, "mẫu.xlsx")
	write(t, own, read(t, receiver))
	_, err := b.Fill(ctx, p, own, own)
	wantProblem(t, err, office.ProblemFillTarget)

	// A name that asks for what does not exist ends it, and is told.
	asks := parts(t, read(t, receiver))
	asks["xl/workbook.xml"] = bytes.Replace(asks["xl/workbook.xml"], []byte("so.rate.ngheo"), []byte("so.rate.giau"), 1)
	write(t, own, zipped(t, asks))
	_, err = b.Fill(ctx, p, own, out)
	wantProblem(t, err, office.ProblemFillAsk)
	if list := office.AsProblem(err).Facts["list"]; !strings.Contains(list, "rate.giau") {
		t.Errorf("“%s” does not name what it asks for", list)
	}

	asks = parts(t, read(t, receiver))
	for name, text := range asks {
		asks[name] = bytes.ReplaceAll(text, []byte("!B3<"), []byte("!B3X<"))
	}
	write(t, own, zipped(t, asks))
	_, err = b.Fill(ctx, p, own, out)
	if list := wantProblem(t, err, office.ProblemFillAsk).Facts["list"]; !strings.Contains(list, "so_lieu!A3: địa chỉ ô không đúng") {
		t.Errorf("“%s” does not say what is wrong with the place", list)
	}

	nothing := export(t, b, office.ExportRequest{Period: p, Dir: dir, Workbook: true, Forms: []string{"bieu-03"}})
	_, err = b.Fill(ctx, p, nothing.Files[0], out)
	wantProblem(t, err, office.ProblemFillNothing)
}

func zipped(t *testing.T, parts map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
