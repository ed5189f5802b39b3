package source

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strings"

	"unigraph"
)

// A file is something to read, found on the way through the paths.
type file struct {
	name   string // as given, slash-separated and cleaned
	kind   kind
	stream bool // the name says nothing: standard input, a pipe
	open   func() (io.ReadCloser, error)
}

// article is the id of the file's only article, a, whose text is set.
func (f file) article(a unigraph.Article) unigraph.ArticleID {
	if f.stream {
		sum := sha256.Sum256([]byte(a.Text))
		return unigraph.ArticleID(fmt.Sprintf("content:%x", sum[:8]))
	}
	return unigraph.ArticleID(f.name)
}

// files yields what the paths name. Of a folder it gives every file of a known
// kind, in the order of names; hidden files are left out, and files of other
// kinds are none of a loader's business there. A file given by its own path is
// read or fails.
func (f Files) files() iter.Seq[file] {
	return func(yield func(file) bool) {
		for _, p := range f.Paths {
			if !f.path(p, yield) {
				return
			}
		}
	}
}

func (f Files) path(p string, yield func(file) bool) bool {
	if p == Stdin {
		open := func() (io.ReadCloser, error) { return io.NopCloser(f.Stdin), nil }
		return yield(file{name: "standard input", kind: sniffed, stream: true, open: open})
	}
	found := file{name: filepath.ToSlash(filepath.Clean(p)), kind: kindOf(p), open: func() (io.ReadCloser, error) { return os.Open(p) }}
	info, err := os.Stat(p)
	switch {
	case err != nil:
		return yield(broken(found.name, err))
	case info.IsDir():
		return folder(p, found.name, yield)
	case found.kind != unknown:
	case !info.Mode().IsRegular(): // such as the pipe of a shell's <(command)
		found.kind, found.stream = sniffed, true
	case path.Ext(p) == "":
		found.kind = sniffed
	default:
		return yield(broken(found.name, errors.New("unknown kind of file: want "+Extensions)))
	}
	return yield(found)
}

// folder yields the files below a folder. All of them are opened through an
// os.Root: no link leads out.
func folder(dir, name string, yield func(file) bool) bool {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return yield(broken(name, err))
	}
	defer root.Close()
	found, more := 0, true
	give := func(f file) error {
		found++
		if more = yield(f); !more {
			return fs.SkipAll
		}
		return nil
	}
	_ = fs.WalkDir(root.FS(), ".", func(p string, d fs.DirEntry, err error) error { // give's SkipAll is its only error
		full := path.Join(name, p)
		hidden := p != "." && strings.HasPrefix(d.Name(), ".")
		switch {
		case hidden && d.IsDir():
			return fs.SkipDir
		case hidden:
			return nil
		case err != nil:
			return give(broken(full, err))
		case d.IsDir() || kindOf(p) == unknown:
			return nil
		}
		if err := regular(root, p, d); err != nil {
			return give(broken(full, err))
		}
		return give(file{name: full, kind: kindOf(p), open: func() (io.ReadCloser, error) { return root.Open(p) }})
	})
	if found == 0 {
		return yield(broken(name, errors.New("no article in this folder: want "+Extensions)))
	}
	return more
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

// broken is a file that cannot be opened.
func broken(name string, err error) file {
	return file{name: name, open: func() (io.ReadCloser, error) { return nil, err }}
}

// Count tells how many articles there are, for a progress bar, where that is
// cheap to know: not with JSON lines, standard input or more files than limit.
func (f Files) Count(limit int) (n int, known bool) {
	for file := range f.files() {
		if n++; n > limit || file.kind == jsonLines || file.kind == sniffed {
			return 0, false
		}
	}
	return n, true
}
