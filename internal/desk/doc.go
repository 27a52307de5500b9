// Package desk is a screen in memory with a program on it, and the hand and eye of the person before it:
// keys, mouse, clipboard, files dropped, the window's title and picture. There is no window manager. It
// needs Xvfb, xdotool and xclip (scripts/setup.sh test) and knows nothing of the program.
package desk
