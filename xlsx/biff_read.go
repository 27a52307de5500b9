package xlsx

// readXLS reads a workbook of Excel 97–2003.
func readXLS([]byte, Limits) (*Workbook, error) { return nil, problem(problemXLS) }
