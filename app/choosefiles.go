package app

// choice, chooseFiles, chooseFolder and chooseSave are older names of pick and its ways.
type choice = pick

func (w *Window) chooseFiles(c choice)  { w.pickFiles(c) }
func (w *Window) chooseFolder(c choice) { w.pickFolder(c) }
func (w *Window) chooseSave(c choice)   { w.pickSave(c) }
