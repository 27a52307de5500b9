package ntm_test

import (
	"testing"

	"bieuxa/ntm"
)

func dateCases() []parseCase {
	date := spec(ntm.TypeDate)
	day := func(s string) ntm.RawCell { return ntm.RawCell{Kind: ntm.RawNumber, Text: s, IsDate: true} }
	mac := day("42413") // 43875 − 1462, the days between the two bases
	mac.Date1904 = true
	return []parseCase{
		{"a serial", day("43875"), date, "2020-02-14", "", ""},
		{"a serial with a time", day("43875.75"), date, "2020-02-14", "", ""},
		{"a serial from 1904", mac, date, "2020-02-14", "", ""},
		{"the first day of 1900", day("1"), date, "1900-01-01", "", ""},
		{"28/02/1900", day("59"), date, "1900-02-28", "", ""},
		{"29/02/1900 never was", day("60"), date, "unreadable", ntm.DoubtUnknown, ""},
		{"01/03/1900", day("61"), date, "1900-03-01", "", ""},
		{"a serial that lost its format is asked about", stored("43875"), date, "2020-02-14", ntm.DoubtScale, "14/02/2020"},
		{"a year alone is not read", stored("2020"), date, "unreadable", ntm.DoubtUnknown, ""},
		{"strokes", written("14/02/2020"), date, "2020-02-14", "", ""},
		{"single digits, day first", written("1/2/2026"), date, "2026-02-01", "", ""},
		{"hyphens", written("14-2-2020"), date, "2020-02-14", "", ""},
		{"stops", written("5.3.2020"), date, "2020-03-05", "", ""},
		{"spaces around", written("14 / 02 / 2020"), date, "2020-02-14", "", ""},
		{"in words", written("ngày 14 tháng 02 năm 2020"), date, "2020-02-14", "", ""},
		{"in words with the place", written("Phú Lệ, ngày 14 tháng 02 năm 2020"), date, "2020-02-14", ntm.DoubtResidue, "phú lệ"},
		{"ISO", written("2020-02-14"), date, "2020-02-14", "", ""},
		{"with a clock", written("14/02/2020 00:00:00"), date, "2020-02-14", "", ""},
		{"a date cell", ntm.RawCell{Kind: ntm.RawDate, Text: "2020-02-14T00:00:00"}, date, "2020-02-14", "", ""},
		{"month before day is not turned round", written("02/14/2020"), date, "unreadable", ntm.DoubtUnknown, "14/02/2020"},
		{"30 February is not read", written("30/02/2020"), date, "unreadable", ntm.DoubtUnknown, "không có ngày này"},
		{"two digits of year are asked about", written("14/2/20"), date, "unreadable", ntm.DoubtAmbiguous, "14/02/2020"},
		{"no year is asked about", written("07/2"), date, "unreadable", ntm.DoubtAmbiguous, "năm"},
		{"no day is asked about", written("tháng 2/2020"), date, "unreadable", ntm.DoubtAmbiguous, "ngày"},
		{"a month alone is asked about", written("tháng 2"), date, "unreadable", ntm.DoubtAmbiguous, ""},
		{"a year of slips is not read", written("14/02/0202"), date, "unreadable", ntm.DoubtUnknown, ""},
		{"no date arising", written("-"), date, "dash", "", ""},
		{"words are no date", written("chưa rõ"), date, "unreadable", ntm.DoubtUnknown, ""},
	}
}

func TestDates(t *testing.T) { runParse(t, dateCases()) }
