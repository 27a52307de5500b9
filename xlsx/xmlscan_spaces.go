package xlsx

// Namespaces of containers other than Office Open XML.
const (
	nsOffice nsClass = 100 + iota // OpenDocument
	nsTable
	nsText
	nsStyle
	nsNumber
	nsFO
	nsSVG
	nsManifest
	nsMeta
	nsCalcExt
	nsSS     // XML of Excel 2003
	nsExcelX // its x: and o:
	nsExcelO
)

// classifyOther knows the namespaces of OpenDocument and of the XML of Excel 2003.
func classifyOther(uri []byte) nsClass {
	switch string(uri) {
	case "urn:oasis:names:tc:opendocument:xmlns:office:1.0":
		return nsOffice
	case "urn:oasis:names:tc:opendocument:xmlns:table:1.0":
		return nsTable
	case "urn:oasis:names:tc:opendocument:xmlns:text:1.0":
		return nsText
	case "urn:oasis:names:tc:opendocument:xmlns:style:1.0":
		return nsStyle
	case "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0":
		return nsNumber
	case "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0":
		return nsFO
	case "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0":
		return nsSVG
	case "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0":
		return nsManifest
	case "urn:oasis:names:tc:opendocument:xmlns:meta:1.0":
		return nsMeta
	case "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0":
		return nsCalcExt
	case "urn:schemas-microsoft-com:office:spreadsheet":
		return nsSS
	case "urn:schemas-microsoft-com:office:excel":
		return nsExcelX
	case "urn:schemas-microsoft-com:office:office":
		return nsExcelO
	}
	return nsNone
}

// isIn tells whether the element is name of a vocabulary.
func (s *xmlScanner) isIn(ns nsClass, name string) bool { return s.ns == ns && string(s.local) == name }

// attrIn returns an attribute of a vocabulary, by its name after the prefix; nil if it is absent.
func (s *xmlScanner) attrIn(ns nsClass, name string) []byte {
	for i := range s.attrs {
		if s.attrs[i].ns == ns && string(s.attrs[i].local) == name {
			return s.attrs[i].value
		}
	}
	return nil
}

// skip passes over the rest of the element just started.
func (s *xmlScanner) skip() {
	for depth := s.depth; s.child(depth); {
	}
}
