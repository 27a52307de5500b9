// Package e2e drives the real window on a screen in memory, as its users do: `make e2e`. The tests are
// skipped unless BIEUXA_E2E names the folder with the built programs.
package e2e
