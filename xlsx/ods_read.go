package xlsx

// readODS reads an OpenDocument spreadsheet from its package.
func (a *archive) readODS() (*Workbook, error) { return nil, problem(problemODS) }
