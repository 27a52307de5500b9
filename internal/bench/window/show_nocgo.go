//go:build linux && !cgo

package main

import "errors"

func show([]string) error { return errors.New("built without C: there is no window to show") }
