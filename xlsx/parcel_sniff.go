package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
)

// MayCarry tells, without reading the file, whether it can be a workbook with a parcel. What it says of a damaged file
// does not matter: reading it tells.
func MayCarry(file []byte) bool {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil && z == nil {
		return false
	}
	for _, f := range z.File {
		if f.Name != "xl/workbook.xml" || f.UncompressedSize64 > 4<<20 {
			continue
		}
		src, err := f.Open()
		if err != nil {
			return false
		}
		defer src.Close()
		list, _ := io.ReadAll(io.LimitReader(src, 4<<20))
		return bytes.Contains(list, []byte(ParcelSheet))
	}
	return false
}
