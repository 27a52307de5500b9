package xlsx

import "errors"

// Container is the kind of file that held a workbook, told by its bytes and not by its name.
type Container uint8

const (
	ContainerXLSX    Container = iota // Office Open XML: .xlsx, .xlsm, .xltx, transitional or strict
	ContainerXLS                      // Excel 5.0–2003 (BIFF)
	ContainerODS                      // OpenDocument
	ContainerXML2003                  // XML of Excel 2003
	ContainerHTML                     // a web page saved as a workbook
	ContainerText                     // separated values
)

// Spliced tells whether corrections are written into a copy of the file itself; other containers are first
// written anew as .xlsx.
func (c Container) Spliced() bool { return c == ContainerXLSX }

// asODS reports that a zip package is no Office Open XML but says that it is OpenDocument.
func asODS(err error) bool {
	var p *ProblemError
	return errors.As(err, &p) && p.ID == problemODS
}

// AllText tells whether a container cannot say that a cell holds a number.
func (c Container) AllText() bool { return c == ContainerText || c == ContainerHTML }

// OneSheet is the name of a kind of file that can hold one sheet only, "" if it can hold several.
func (c Container) OneSheet() string {
	if c == ContainerText {
		return "CSV"
	}
	return ""
}
