package xlsx

// readXML2003 reads the XML of Excel 2003.
func readXML2003([]byte, Limits) (*Workbook, error) { return nil, problem(problemXML2003) }
