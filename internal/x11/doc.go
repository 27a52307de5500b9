// Package x11 speaks just enough of the X protocol to watch a window on a screen in memory and to drop
// files onto it, as a file manager would: its title, its pixels, XDND. It knows nothing of the program.
// Tests and measurements use it; it connects to the display's local socket and nothing else.
package x11
