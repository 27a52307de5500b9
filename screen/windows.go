//go:build windows

package screen

import (
	"errors"
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Asks tells whether this system's driver is asked before a window is opened.
const Asks = true

// pixelFormat is PIXELFORMATDESCRIPTOR.
type pixelFormat struct {
	size, version                uint16
	flags                        uint32
	kind, colorBits              byte
	_                            [13]byte
	depthBits, stencilBits, _, _ byte
	_                            byte
	_                            [3]uint32
}

// As the headers of Windows and OpenGL name them.
const (
	pfdDrawToWindow  = 0x4
	pfdSupportOpenGL = 0x20
	pfdDoubleBuffer  = 0x1
	wsPopup          = 0x80000000
	glVersion        = 0x1F02
	glRenderer       = 0x1F01
	perMonitorAware2 = ^uintptr(3) // DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2, -4
)

// driver are the functions asked, in the files that the window will use: opengl32.dll beside the program comes before
// the one of Windows.
type driver struct{ user, gdi, gl *windows.LazyDLL }

func ask() Found {
	d := driver{windows.NewLazyDLL("user32.dll"), windows.NewLazyDLL("gdi32.dll"), windows.NewLazyDLL("opengl32.dll")}
	if err := d.gl.Load(); err != nil {
		return Found{Why: err}
	}
	// Otherwise this first window would settle it, and Windows would stretch the real one.
	if p := d.user.NewProc("SetProcessDpiAwarenessContext"); p.Find() == nil {
		_, _, _ = p.Call(perMonitorAware2)
	}
	f, err := d.ask()
	if err != nil {
		f.Why = err
	}
	return f
}

func (d driver) ask() (Found, error) {
	class, _ := windows.UTF16PtrFromString("STATIC")
	window, _, err := d.user.NewProc("CreateWindowExW").Call(0, uintptr(unsafe.Pointer(class)), 0, wsPopup, 0, 0, 16, 16, 0, 0, 0, 0)
	if window == 0 {
		return Found{}, failed("CreateWindowEx", err)
	}
	defer d.user.NewProc("DestroyWindow").Call(window)
	dc, _, err := d.user.NewProc("GetDC").Call(window)
	if dc == 0 {
		return Found{}, failed("GetDC", err)
	}
	defer d.user.NewProc("ReleaseDC").Call(window, dc)

	pf := pixelFormat{version: 1, flags: pfdDrawToWindow | pfdSupportOpenGL | pfdDoubleBuffer, colorBits: 32, depthBits: 24, stencilBits: 8}
	pf.size = uint16(unsafe.Sizeof(pf))
	format, _, err := d.gdi.NewProc("ChoosePixelFormat").Call(dc, uintptr(unsafe.Pointer(&pf)))
	if format == 0 {
		return Found{}, failed("ChoosePixelFormat", err)
	}
	if ok, _, err := d.gdi.NewProc("SetPixelFormat").Call(dc, format, uintptr(unsafe.Pointer(&pf))); ok == 0 {
		return Found{}, failed("SetPixelFormat", err)
	}
	context, _, err := d.gl.NewProc("wglCreateContext").Call(dc)
	if context == 0 {
		return Found{}, failed("wglCreateContext", err)
	}
	defer d.gl.NewProc("wglDeleteContext").Call(context)
	makeCurrent := d.gl.NewProc("wglMakeCurrent")
	if ok, _, err := makeCurrent.Call(dc, context); ok == 0 {
		return Found{}, failed("wglMakeCurrent", err)
	}
	defer makeCurrent.Call(0, 0)
	f := Found{Version: d.text(glVersion), Renderer: d.text(glRenderer)}
	if f.Version == "" {
		return f, errors.New("glGetString: no version")
	}
	return f, nil
}

// failed names the call that failed, and why if Windows tells.
func failed(call string, err error) error {
	if err == nil || errors.Is(err, windows.ERROR_SUCCESS) {
		return fmt.Errorf("%s failed", call)
	}
	return fmt.Errorf("%s: %w", call, err)
}

// text reads one of the driver's names.
func (d driver) text(name uintptr) string {
	p, _, _ := d.gl.NewProc("glGetString").Call(name)
	if p == 0 {
		return ""
	}
	return windows.BytePtrToString(*(**byte)(unsafe.Pointer(&p)))
}

// Show tells a person something in a box, for a program without a console has no other way, and waits until they
// have read it.
func Show(title, text string) {
	t, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return
	}
	caption, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, t, caption, windows.MB_OK|windows.MB_ICONWARNING|windows.MB_SETFOREGROUND)
}

// runs tells whether a process is there.
func runs(pid int) bool {
	h, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, uint32(pid))
	if err != nil {
		return false
	}
	defer windows.CloseHandle(h)
	const stillActive = 259 // STATUS_PENDING, as Windows calls the exit code of one that runs
	var code uint32
	return windows.GetExitCodeProcess(h, &code) == nil && code == stillActive
}
