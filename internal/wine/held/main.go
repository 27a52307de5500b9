//go:build windows

// Command held opens a file as Excel does, for itself alone, says «held» and keeps it until its input ends.
//
//	held FILE [MILLISECONDS]   with a time: lets go by itself after it, as a virus scanner does
package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"golang.org/x/sys/windows"
)

func main() {
	name, err := windows.UTF16PtrFromString(os.Args[1])
	if err == nil {
		const alone = 0
		_, err = windows.CreateFile(name, windows.GENERIC_READ|windows.GENERIC_WRITE, alone, nil, windows.OPEN_EXISTING,
			windows.FILE_ATTRIBUTE_NORMAL, 0)
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("held")
	if len(os.Args) > 2 {
		if ms, err := strconv.Atoi(os.Args[2]); err == nil {
			time.Sleep(time.Duration(ms) * time.Millisecond)
			return
		}
	}
	_, _ = io.Copy(io.Discard, os.Stdin)
}
