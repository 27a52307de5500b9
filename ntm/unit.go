package ntm

import "strings"

// Level is the tier of an administrative unit: LevelProvince, LevelDistrict or LevelCommune. There has
// been no district tier since 01/7/2025.
type Level string

// LevelProvince is the highest tier; LevelDistrict and LevelCommune stand with the criteria sets.
const LevelProvince = "province"

// LevelOf tells the tier from the length of a code of the General Statistics Office, empty when none fits.
func LevelOf(code string) Level {
	switch len(code) {
	case 2:
		return LevelProvince
	case 3:
		return LevelDistrict
	case 5:
		return LevelCommune
	}
	return ""
}

// Digits is the length of the codes of a tier: 2, 3 or 5; 0 for no tier.
func (l Level) Digits() int {
	switch l {
	case LevelProvince:
		return 2
	case LevelDistrict:
		return 3
	case LevelCommune:
		return 5
	}
	return 0
}

// Word is the tier in Vietnamese.
func (l Level) Word() string {
	switch l {
	case LevelProvince:
		return "cấp tỉnh"
	case LevelDistrict:
		return "cấp huyện"
	case LevelCommune:
		return "cấp xã"
	}
	return ""
}

// RestoreCode puts back the leading zeros that a number cell of Excel loses: "1222" is commune
// "01222". It says false when code has other characters than digits, or too many.
func RestoreCode(code string, level Level) (string, bool) {
	if code == "" || len(code) > level.Digits() || strings.Trim(code, "0123456789") != "" {
		return "", false
	}
	return strings.Repeat("0", level.Digits()-len(code)) + code, true
}

// Kind is what a unit is called in law, in lower case as it stands before a unit's name.
type Kind string

// The kinds. A thành phố is a province or a district; the unit's Level tells.
const (
	KindProvince      Kind = "tỉnh"
	KindCity          Kind = "thành phố"
	KindRuralDistrict Kind = "huyện"
	KindUrbanDistrict Kind = "quận"
	KindTown          Kind = "thị xã"
	KindCommune       Kind = "xã"
	KindWard          Kind = "phường"
	KindTownship      Kind = "thị trấn"
	KindSpecialZone   Kind = "đặc khu"
)

// Rural says that the unit is a xã: only a xã counts in the denominators of the NTM programme.
func (k Kind) Rural() bool { return k == KindCommune }

// Urban says that the unit is a phường or a thị trấn. A đặc khu is neither rural nor urban here.
func (k Kind) Urban() bool { return k == KindWard || k == KindTownship }

// Fits says that units of this kind exist at a tier.
func (k Kind) Fits(level Level) bool {
	switch k {
	case KindProvince:
		return level == LevelProvince
	case KindCity:
		return level == LevelProvince || level == LevelDistrict
	case KindRuralDistrict, KindUrbanDistrict, KindTown:
		return level == LevelDistrict
	case KindCommune, KindWard, KindTownship, KindSpecialZone:
		return level == LevelCommune
	}
	return false
}

// Unit is an administrative unit as it was during an interval of days. A code alone is not an
// identity: the new xã Nam Xuân bears the code of the old xã Nam Tiến. Code and From together are.
type Unit struct {
	Code   string // of the General Statistics Office, with its leading zeros
	Name   string // in full, official form, NFC: "Xã Phú Lệ"
	Kind   Kind
	Level  Level
	Parent string // code of the unit above, empty for a province
	From   Date   // first day; for the oldest units, the first day the catalogue knows
	To     Date   // last day; zero while the unit lives

	// LaterName is the name (or kind) the unit had on To where it differs from Name: it was renamed or
	// raised at some day before To that the sources do not give. Empty when there was no such change.
	LaterName string
	// Unsure marks a unit whose From or To between 10/2019 and 07/2021 has no source for its day.
	Unsure bool
}

// Short is the name without the word of its kind: "Phú Lệ".
func (u Unit) Short() string {
	word := string(u.Kind)
	if len(u.Name) > len(word)+1 && strings.EqualFold(u.Name[:len(word)], word) {
		return u.Name[len(word)+1:]
	}
	return u.Name
}

// On says that the unit exists on a day.
func (u Unit) On(day Date) bool {
	return !day.Before(u.From) && (u.To.IsZero() || !day.After(u.To))
}

// IsZero says that this is no unit.
func (u Unit) IsZero() bool { return u.Code == "" }

// bears says that a person may have meant this unit by the name: it is the unit's name or its later
// name, and the kind agrees when the person wrote one.
func (u Unit) bears(name string) bool {
	for _, own := range []string{u.Name, u.LaterName} {
		ownWord, ownShort := SplitUnit(own)
		for _, r := range readings(name) {
			if own != "" && r.short == ownShort && (r.word == "" || r.word == ownWord) {
				return true
			}
		}
	}
	return false
}
