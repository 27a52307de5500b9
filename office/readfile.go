package office

import (
	"io"
	"os"
	"sync/atomic"
	"time"

	"bieuxa/disk"
)

// patience is how long a drive may say nothing before a file on it is given up.
const patience = 8 * time.Second

// Problems with a file that is being read.
const (
	ProblemFileNot      = "file.not-a-file"
	ProblemFileSilent   = "file.no-answer"
	ProblemFileChanging = "file.changing"
	ProblemFileAway     = "file.away"
)

// readFile reads a received file, up to the limit; beyond it the file is refused unread. A file that changes while it is
// read is refused: half of the old and half of the new is neither. A drive that does not answer holds nobody up.
func readFile(path string, limit int64) ([]byte, error) {
	r := &fileReading{path: path, limit: limit, alive: make(chan struct{}, 1)}
	if err := r.await(r.read, patience); err != nil {
		return nil, err
	}
	return r.body, nil
}

// readBegin reads the first n bytes of a file, or fewer if it has no more.
func readBegin(path string, n int) ([]byte, error) {
	r := &fileReading{path: path, alive: make(chan struct{}, 1)}
	if err := r.await(func() error {
		if st, err := os.Stat(path); err != nil || !st.Mode().IsRegular() {
			return problem(ProblemFileNot, err, "path", path)
		}
		f, err := os.Open(path)
		if err != nil {
			return unreadable(path, err)
		}
		defer f.Close()
		r.body, err = io.ReadAll(io.LimitReader(f, int64(n)))
		return err
	}, patience); err != nil {
		return nil, err
	}
	return r.body, nil
}

// await reads aside, as long as something comes. A drive that has fallen silent cannot be interrupted: what waits for
// it is left behind.
func (r *fileReading) await(read func() error, patience time.Duration) error {
	done := make(chan error, 1)
	go func() { done <- read() }()
	silence := time.NewTimer(patience)
	defer silence.Stop()
	for {
		select {
		case err := <-done:
			return err
		case <-r.alive:
			silence.Reset(patience)
		case <-silence.C:
			return r.silent()
		}
	}
}

// silent says what does not answer: the drive, or the cloud service that the content lies with.
func (r *fileReading) silent() *Problem {
	if r.away.Load() {
		return problem(ProblemFileAway, nil, "path", r.path)
	}
	return problem(ProblemFileSilent, nil, "path", r.path)
}

// fileReading is one file being read. The body is the reader's until it is done.
type fileReading struct {
	path  string
	limit int64
	body  []byte
	alive chan struct{} // told of each piece that was read
	away  atomic.Bool   // its content is to be fetched first
}

func (r *fileReading) read() error {
	st, err := os.Stat(r.path)
	if err != nil {
		return unreadable(r.path, err)
	}
	if !st.Mode().IsRegular() { // to open a pipe would wait for its writer
		return problem(ProblemFileNot, nil, "path", r.path)
	}
	r.away.Store(disk.Away(st))
	if st.Size() > r.limit {
		return problem("file.too-large", nil, "path", r.path)
	}
	f, err := os.Open(r.path)
	if err != nil {
		return unreadable(r.path, err)
	}
	defer f.Close()
	return r.whole(f, st)
}

// openFile is a file open for reading.
type openFile interface {
	io.Reader
	Stat() (os.FileInfo, error)
}

// whole reads the file, which must be at the end what it was at the start.
func (r *fileReading) whole(f openFile, st os.FileInfo) error {
	if err := r.gather(f, st.Size()); err != nil {
		return err
	}
	now, err := f.Stat()
	if err != nil {
		return unreadable(r.path, err)
	}
	if now.Size() != int64(len(r.body)) || now.Size() != st.Size() || !now.ModTime().Equal(st.ModTime()) {
		return problem(ProblemFileChanging, nil, "path", r.path)
	}
	return nil
}

func (r *fileReading) gather(f io.Reader, size int64) error {
	b := make([]byte, 0, size+1)
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := f.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if int64(len(b)) > r.limit {
			return problem("file.too-large", nil, "path", r.path)
		}
		if err == io.EOF {
			r.body = b
			return nil
		}
		if err != nil {
			return unreadable(r.path, err)
		}
		select {
		case r.alive <- struct{}{}:
		default:
		}
	}
}
