package ntm

import "strings"

// Each declaration here stands in until its real file lands; whoever lands it deletes it here.

func Fold(s string) string { return strings.ToLower(s) }

type Kind string
type Unit struct {
	Code, Name string
	Kind       Kind
}
