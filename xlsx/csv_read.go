package xlsx

// readText reads separated values: one sheet, all cells text.
func readText([]byte, Limits) (*Workbook, error) { return nil, problem(problemCSV) }
