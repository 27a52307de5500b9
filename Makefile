# Biểu Xã. What each target needs it says, and installs on Debian and Ubuntu (scripts/setup.sh).
#
#   make demo    the whole work on the sample district: needs Go only; a window too if there is a display
#   make test    all tests, the window built and opened once
#   make e2e     the real window on a screen in memory, driven by keys, mouse and dropped files (part of make test)
#   make shots   a picture of every screen in every state, into build/shots
#   make check   format, vet, modules, layers, words, pages that are printed by the program
#   make build   bin/bieuxa (the window) and bin/bieuxa-cli
#   make run     the window on the sample book
#   make docs    writes docs/checks.md again
#   make corpus  workbooks with every known fault, alone and mixed, into build/corpus: needs nothing, uses LibreOffice, openpyxl,
#                SheetJS and gnumeric where they are
#   make score   what the program makes of them: found, missed, false alarms, misread; fails if a target is missed
#   make bench   a month of 15 and 98 returns and a year of 98, as ratios against excelize reading the same files;
#                a month of forms as workbook and PDF against excelize and gofpdf without layout;
#                then the window: first frame, opening, scrolling, memory, importing
#   make e2e-wine  the Windows programs and their installer on a Windows of Wine's: the same bytes as here, the window looked at
#   make test-wine the tests of the packages that need no C, as Windows programs on Wine
#   make package-windows  installer and portable zip for Windows into build/packages, cross-built (docs/packaging.md)
#   make package-windows-test  the same, and the installer as a 64-bit program for tests under Wine
#   make package-linux    tarball and .deb for Linux into build/packages
#   make reproduce        builds all packages here and in another folder: the same bytes; COLD=1 without the build cache
#   make sign CERT=…      signs the Windows packages into build/packages/signed; scripts/sign.sh tells the options
#   make test-installer   the installer with small programs on a Windows of Wine's: over older, newer and open ones, and away again
#   make test-sign        the same with a certificate made for the trial

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build

# One set of flags everywhere: another set would build Fyne's C again, which takes minutes.
export GOFLAGS := -buildvcs=false -trimpath -tags=migrated_fynedo,no_emoji,x11

# FyneApp.toml alone says which version this is.
VERSION := $(shell sed -n 's/^Version = "\(.*\)"$$/\1/p' FyneApp.toml)
export LDFLAGS := -X main.version=$(VERSION)

# All packages but those that need C.
PURE = $$(go list ./... | grep -vx bieuxa)
BOOK := demo/quan-hoa-2020.bieuxa

# Tests that are left out of the run that looks for races: long ones, of work that reads one file on one processor.
ALONE := Layouts|MappingFile|LetterOfAProvince|SheetsBesideTheForms|ChangedOnPaper|PDF|SavedAgain

.PHONY: demo test e2e e2e-wine test-wine shots check build run docs bench corpus score cli window setup clean \
	package-windows package-windows-test package-linux reproduce sign test-installer test-sign

cli:
	@CGO_ENABLED=0 go build -ldflags "$$LDFLAGS" -o bin/bieuxa-cli ./cmd/bieuxa-cli

demo: cli
	@scripts/demo.sh

setup:
	@scripts/setup.sh test

test: setup cli
	CGO_ENABLED=0 go vet $(PURE)
	CGO_ENABLED=0 go test $(PURE)
	CGO_ENABLED=1 go test -race -short -skip '$(ALONE)' ./ntm ./store ./office
	CGO_ENABLED=1 go vet .
	CGO_ENABLED=1 go build -ldflags "$$LDFLAGS" -o bin/bieuxa .
	@rm -rf build/smoke && bin/bieuxa-cli demo build/smoke >/dev/null
	@scripts/smoke.sh build/smoke/$(notdir $(BOOK)) build/smoke/board.png
	@$(MAKE) --no-print-directory e2e

e2e: cli
	@scripts/setup.sh test
	CGO_ENABLED=1 go build -ldflags "$$LDFLAGS" -o bin/bieuxa .
	@rm -rf build/e2e
	BIEUXA_E2E=$(CURDIR)/bin CGO_ENABLED=0 go test ./internal/e2e -count=1 -timeout 10m

shots:
	@rm -rf build/shots
	BIEUXA_SHOTS=$(CURDIR)/build/shots BIEUXA_SHOT="$(SHOT)" CGO_ENABLED=0 go test ./app -run '^TestGallery$$' -count=1 -timeout 20m
	@wc -l <build/shots/faults.txt | sed 's/$$/ faults, named in build\/shots\/faults.txt/'

check: cli
	@files=$$(gofmt -l .); test -z "$$files" || { echo "not formatted:"; echo "$$files"; exit 1; }
	CGO_ENABLED=0 go vet $(PURE)
	GOOS=windows CGO_ENABLED=0 go build ./app ./screen
	GOOS=windows CGO_ENABLED=0 go build -o /dev/null ./cmd/bieuxa-cli
	go mod tidy -diff
	go mod verify
	CGO_ENABLED=0 go test ./internal/layers
	CGO_ENABLED=0 go test -run 'Words' ./ntm ./app
	@bin/bieuxa-cli checks --md | diff -u docs/checks.md - || { echo "docs/checks.md is out of date: make docs"; exit 1; }

docs: cli
	bin/bieuxa-cli checks --md >docs/checks.md

bench:
	CGO_ENABLED=0 go run ./internal/bench -out bench -sizes 15,98 -year
	CGO_ENABLED=0 go run ./internal/bench/forms -book bench/98/book.bieuxa
	@scripts/setup.sh test
	CGO_ENABLED=1 go build -ldflags "$$LDFLAGS" -o bin/bieuxa .
	CGO_ENABLED=1 go build -o bin/windowbench ./internal/bench/window
	bin/windowbench -bin bin/bieuxa -made bench

corpus:
	@scripts/setup.sh corpus
	CGO_ENABLED=0 go run ./internal/corpus/run make -out build/corpus

score:
	@test -e build/corpus/truth.jsonl || $(MAKE) --no-print-directory corpus
	CGO_ENABLED=0 go run ./internal/corpus/run score -corpus build/corpus -findings build/corpus/findings.md

window:
	@scripts/setup.sh window
	CGO_ENABLED=1 go build -ldflags "$$LDFLAGS" -o bin/bieuxa .

build: cli window

run: window cli
	@test -e $(BOOK) || bin/bieuxa-cli demo demo
	bin/bieuxa $(BOOK)

# The installer as people get it is a 32-bit program, which a Wine without 32 bits cannot run: a 64-bit one of the same
# files is tried.
e2e-wine: cli
	@scripts/setup.sh wine
	@scripts/package-windows.sh test
	@rm -rf build/e2e-wine build/wine-bin && mkdir -p build/wine-bin
	cp build/stage/windows/*.exe bin/bieuxa-cli build/wine-bin/
	GOOS=windows CGO_ENABLED=0 go build -o build/wine-bin/held.exe ./internal/wine/held
	BIEUXA_WINE_BIN=$(CURDIR)/build/wine-bin BIEUXA_WINE_PACKAGES=$(CURDIR)/build/packages CGO_ENABLED=0 \
		go test ./internal/wine -count=1 -timeout 60m -v

test-wine:
	@scripts/setup.sh wine
	@scripts/wine-test.sh

package-windows:
	@scripts/package-windows.sh

package-windows-test:
	@scripts/package-windows.sh test

package-linux:
	@scripts/package-linux.sh

reproduce:
	@scripts/reproduce.sh

sign: export CERT := $(CERT)
sign: export KEY := $(KEY)
sign: export PASS_FILE := $(PASS_FILE)
sign: export CHAIN := $(CHAIN)
sign: export CA := $(CA)
sign: export TIMESTAMP := $(TIMESTAMP)
sign:
	@scripts/sign.sh

test-installer:
	@scripts/test-installer.sh

test-sign:
	@scripts/test-sign.sh

clean:
	rm -rf bin build demo bench
