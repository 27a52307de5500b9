package disk

// Folders are a person's own, where the system keeps them: Windows may have them on another drive or in OneDrive.
// Empty: there is none.
type Folders struct{ Desktop, Documents, Downloads, Home string }

// Drive is the root of a drive or of a mounted medium.
type Drive struct {
	Path string
	// Sure tells that it is there. A reader without a card and a share whose server is gone are not sure: to look
	// may take long.
	Sure   bool
	Remote bool // a share of another computer
}
