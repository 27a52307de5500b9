package xlsx

// readHTML reads the tables of a web page that was saved as a workbook.
func readHTML([]byte, Limits) (*Workbook, error) { return nil, problem(problemHTML) }
