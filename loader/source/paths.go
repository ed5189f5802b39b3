package source

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// path reads what one path stands for.
func (w *walk) path(p string) {
	switch {
	case p == Stdin:
		w.stream(input{name: "standard input", in: w.Stdin, nameless: true})
	case strings.HasPrefix(p, "http://"), strings.HasPrefix(p, "https://"):
		w.fetch(p)
	default:
		w.local(p)
	}
}

func (w *walk) local(p string) {
	name := filepath.ToSlash(filepath.Clean(p))
	info, err := os.Stat(p)
	switch {
	case err != nil && strings.ContainsAny(p, "*?["):
		w.glob(p)
	case err != nil:
		w.fail(name, 0, err)
	case info.IsDir():
		w.folder(p, name)
	default:
		// The pipe of a shell's <(command) has a name that says nothing.
		w.open(name, !info.Mode().IsRegular(), func() (*os.File, error) { return os.Open(p) })
	}
}

func (w *walk) glob(pattern string) {
	matches, err := filepath.Glob(pattern)
	if err == nil && len(matches) == 0 {
		err = errors.New("no file matches")
	}
	if err != nil {
		w.fail(pattern, 0, err)
		return
	}
	for _, p := range matches { // in the order of names
		if !w.more() {
			return
		}
		w.local(p)
	}
}

func (w *walk) open(name string, nameless bool, open func() (*os.File, error)) {
	file, err := open()
	if err != nil {
		w.fail(name, 0, err)
		return
	}
	defer file.Close()
	w.stream(input{name: name, in: &counted{file, w.Files}, file: file, nameless: nameless})
}

// counted counts what is read of a file.
type counted struct {
	in io.Reader
	f  *Files
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.f.read.Add(int64(n))
	return n, err
}

// folder reads every file of a known kind below a folder, in the order of
// names. Hidden files are left out, and files of other kinds are none of a
// loader's business there. All are opened through an os.Root: no link leads out.
func (w *walk) folder(dir, name string) {
	found := 0
	err := files(dir, func(root *os.Root, p string, err error) bool {
		found++
		full := path.Join(name, p)
		if err != nil {
			return w.fail(full, 0, err)
		}
		w.open(full, false, func() (*os.File, error) { return root.Open(p) })
		return w.more()
	})
	switch {
	case err != nil:
		w.fail(name, 0, err)
	case found == 0:
		w.fail(name, 0, errors.New("no article in this folder: want "+Extensions))
	}
}

// files calls visit on each file of a known kind below dir, until it says no.
func files(dir string, visit func(root *os.Root, p string, err error) bool) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	_ = fs.WalkDir(root.FS(), ".", func(p string, d fs.DirEntry, err error) error { // SkipAll is its only error
		hidden := p != "." && strings.HasPrefix(d.Name(), ".")
		switch {
		case hidden && d.IsDir():
			return fs.SkipDir
		case hidden, err == nil && (d.IsDir() || !known(p)):
			return nil
		case err == nil:
			err = regular(root, p, d)
		}
		if !visit(root, p, err) {
			return fs.SkipAll
		}
		return nil
	})
	return nil
}

// regular refuses what is no file, or a link to no file of the same folder:
// opening a pipe would wait forever.
func regular(root *os.Root, p string, d fs.DirEntry) error {
	if d.Type().IsRegular() {
		return nil
	}
	info, err := root.Stat(p)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("not a regular file")
	}
	return err
}

// Size gives the bytes that Records will read, for a progress bar, where that is
// cheap to know: not with standard input, addresses or more files than limit.
func (f *Files) Size(limit int) (bytes int64, known bool) {
	for _, p := range f.Paths {
		matches := []string{p}
		if _, err := os.Stat(p); err != nil {
			matches, _ = filepath.Glob(p) // none: standard input, an address, or nothing
		}
		if len(matches) == 0 {
			return 0, false
		}
		for _, p := range matches {
			size, ok := sizeOf(p, &limit)
			if !ok {
				return 0, false
			}
			bytes += size
		}
	}
	return bytes, true
}

// sizeOf gives the bytes of a file or a folder of at most *limit files.
func sizeOf(p string, limit *int) (bytes int64, ok bool) {
	info, err := os.Stat(p)
	if err != nil || !info.IsDir() {
		*limit--
		return sizeIn(info, err), err == nil && info.Mode().IsRegular()
	}
	err = files(p, func(root *os.Root, p string, _ error) bool {
		bytes += sizeIn(root.Stat(p))
		*limit--
		return *limit >= 0
	})
	return bytes, err == nil && *limit >= 0
}

func sizeIn(info fs.FileInfo, err error) int64 {
	if err != nil {
		return 0
	}
	return info.Size()
}
