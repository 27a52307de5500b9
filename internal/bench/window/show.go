//go:build linux && cgo

package main

import (
	"fmt"
	"runtime"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"

	"bieuxa/app"
	"bieuxa/app/grid"
	"bieuxa/assets"
	"bieuxa/office"
)

// show is the other end of the measurements: windows to be measured.
func show(args []string) error {
	a := fyneapp.NewWithID("vn.bieuxa.bench")
	switch args[0] {
	case "empty":
		w := a.NewWindow("empty")
		w.SetContent(widget.NewLabel("Biểu Xã"))
		w.Resize(fyne.NewSize(1240, 660))
		w.ShowAndRun()
		return nil
	case "beat":
		return beat(a, args[1:])
	case "toil":
		return toil(a)
	case "table", "grid":
		return scroll(a, args[0])
	}
	return fmt.Errorf("nothing to show: %v", args)
}

// beat runs the program and prints every pause of the screen's thread that a person could feel: when, and
// how many milliseconds.
func beat(a fyne.App, paths []string) error {
	go heart()
	return app.Run(a, app.Start{Office: func() (*office.Office, error) {
		return office.Open(office.Config{Assets: assets.FS, Now: time.Now, Who: "bench", Lang: "vi"})
	}, Paths: paths})
}

// heart beats on the screen's thread and prints its pauses.
func heart() {
	for {
		begun, done := time.Now(), make(chan struct{})
		fyne.Do(func() { close(done) })
		<-done
		const felt = 10 * time.Millisecond
		if pause := time.Since(begun); pause > felt {
			fmt.Println("pause", begun.UnixMilli(), pause.Milliseconds())
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// toil keeps all processors at work for a while behind a window with nothing but a bar that is moved as often as
// the program moves its own.
func toil(a fyne.App) error {
	w, bar := a.NewWindow("toil"), widget.NewProgressBar()
	w.SetContent(bar)
	w.Resize(fyne.NewSize(1240, 660))
	go heart()
	go func() {
		time.Sleep(time.Second)
		fmt.Println("begun", time.Now().UnixMilli())
		end := time.Now().Add(5 * time.Second)
		for range runtime.NumCPU() {
			go func() {
				for time.Now().Before(end) {
				}
			}()
		}
		for i := 0; time.Now().Before(end); i++ {
			fyne.Do(func() { bar.SetValue(float64(i%100) / 100) })
			time.Sleep(150 * time.Millisecond)
		}
		fmt.Println("ended", time.Now().UnixMilli())
	}()
	w.ShowAndRun()
	return nil
}

// The sheet that is scrolled, as the matrix of 200 communes by 60 columns.
const (
	rows    = 200
	columns = 60
	steps   = 60
)

func cellText(row, col int) string { return fmt.Sprintf("%d,%02d", row*7, col) }

// scroll shows cells, goes through all rows and columns, and prints the processor's milliseconds a step with
// painting, less what the window costs untouched.
func scroll(a fyne.App, what string) error {
	content, to := sheet(what)
	w := a.NewWindow(what)
	w.SetContent(content)
	w.Resize(fyne.NewSize(1240, 660))
	go func() {
		time.Sleep(2 * time.Second)
		const pace = 50 * time.Millisecond
		idle := used()
		time.Sleep(steps * pace / 2)
		idle = 2 * (used() - idle)
		begun := used()
		for i := range steps {
			row, col := i*rows/steps, (i*7)%columns
			fyne.DoAndWait(func() { to(row, col) })
			time.Sleep(pace)
		}
		fmt.Printf("step %d\n", max((used()-begun-idle)/steps, 0).Microseconds())
		fyne.Do(a.Quit)
	}()
	w.ShowAndRun()
	return nil
}

// used is the processor time of this program so far.
func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// sheet is the widget to be scrolled, and how to go to a cell of it.
func sheet(what string) (fyne.CanvasObject, func(row, col int)) {
	if what == "grid" {
		g := grid.New(cells{})
		return g, g.Select
	}
	t := widget.NewTable(func() (int, int) { return rows, columns },
		func() fyne.CanvasObject { return widget.NewLabel("1234,56") },
		func(id widget.TableCellID, o fyne.CanvasObject) { o.(*widget.Label).SetText(cellText(id.Row, id.Col)) })
	return t, func(row, col int) { t.ScrollTo(widget.TableCellID{Row: row, Col: col}) }
}

// cells is the sheet as the grid asks for it.
type cells struct{}

func (cells) Size() (int, int) { return rows, columns }

func (cells) Cell(row, col int) grid.Cell {
	return grid.Cell{Text: cellText(row, col), Align: grid.Right}
}

// Width is about that of the table's columns.
func (cells) Width(int) float32 { return 8 }

// Height is that of the table's rows, so that both show as many cells.
func (cells) Height(int) float32 { return 27 }

func (cells) MergeAt(int, int) (grid.Area, bool) { return grid.Area{}, false }

func (cells) Frozen() (int, int) { return 0, 0 }
