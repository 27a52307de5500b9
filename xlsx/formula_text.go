package xlsx

func moveFormula(text string, rows, cols int) (string, bool) { return "", false }
