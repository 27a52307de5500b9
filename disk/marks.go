package disk

import "io/fs"

// Marks of a file (winnt.h).
const (
	markHidden   = 0x2
	markOffline  = 0x1000
	markOnOpen   = 0x40000  // FILE_ATTRIBUTE_RECALL_ON_OPEN
	markOnAccess = 0x400000 // FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS
)

// Hidden tells whether a file or folder bears Windows' mark for what is not shown.
func Hidden(st fs.FileInfo) bool { return marks(st)&markHidden != 0 }

// Away tells whether the content of a file is not on this computer but with a cloud service: to read it is to fetch it.
func Away(st fs.FileInfo) bool { return marks(st)&(markOffline|markOnOpen|markOnAccess) != 0 }
