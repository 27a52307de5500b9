//go:build !linux

package main

import "fmt"

func main() { fmt.Println("The window is measured on Linux, on a screen in memory.") }
