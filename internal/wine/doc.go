// Package wine tries the Windows programs on a Windows of Wine's and compares what they write with what the command
// writes on Linux: `make e2e-wine`. The tests are skipped unless BIEUXA_WINE_BIN names the folder with the programs.
// Wine is not Windows: docs/windows-checklist.md lists what only a real one shows.
package wine
