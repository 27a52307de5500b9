package office

import (
	"fmt"
	"runtime"
	"syscall"
	"unsafe"
)

// System names the system for logs and reports: «windows 10.0.19045 amd64».
func System() string {
	var major, minor, build uint32
	ask := syscall.NewLazyDLL("ntdll.dll").NewProc("RtlGetNtVersionNumbers")
	if ask.Find() == nil {
		_, _, _ = ask.Call(uintptr(unsafe.Pointer(&major)), uintptr(unsafe.Pointer(&minor)), uintptr(unsafe.Pointer(&build)))
	}
	return fmt.Sprintf("windows %d.%d.%d %s", major, minor, build&0xffff, runtime.GOARCH)
}
