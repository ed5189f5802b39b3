package source

import (
	"archive/tar"
	"bufio"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zip"
	zst "github.com/klauspost/compress/zstd"
)

// Compressed bytes may expand this much, once they have become more than a
// small file: news expand about tenfold, bombs a thousandfold.
const (
	maxRatio   = 200
	ratioAfter = 64 << 20
)

// maxWindow bounds what a zstd stream may make its reader remember.
const maxWindow = 64 << 20

// maxSpool bounds the copy of an archive that must be read at random and comes
// as a stream.
const maxSpool = 8 << 30

// unpack reads what is in an archive or a compressed input.
func (w *walk) unpack(kind string, in input, r *bufio.Reader) {
	var err error
	switch kind {
	case zipped:
		err = w.unzip(in, r)
	case tarred:
		err = w.untar(in, r)
	default:
		err = w.expand(kind, in, r)
	}
	if err != nil {
		w.fail(in.name, 0, err)
	}
}

// expand reads a compressed input, which has the name of its file without the
// extension of the compression.
func (w *walk) expand(kind string, in input, r io.Reader) error {
	measured := &measured{in: r}
	var out io.Reader
	switch kind {
	case gzipped:
		unzipped, err := gzip.NewReader(measured)
		if err != nil {
			return err
		}
		out = unzipped
	case zstd:
		unzipped, err := zst.NewReader(measured, zst.WithDecoderMaxWindow(maxWindow), zst.WithDecoderConcurrency(1))
		if err != nil {
			return err
		}
		defer unzipped.Close()
		out = unzipped
	case bzipped:
		out = bzip2.NewReader(measured)
	}
	inner := in.within(in.name, &bounded{out: out, read: func() int64 { return measured.n }})
	if ext := strings.ToLower(path.Ext(in.name)); kinds[ext] == kind && ext != ".tgz" {
		inner.name = strings.TrimSuffix(in.name, path.Ext(in.name))
	}
	inner.nameless = kindOf(inner.name) == "" || kindOf(inner.name) == kind
	w.stream(inner)
	return nil
}

// untar reads the files of a tar archive.
func (w *walk) untar(in input, r io.Reader) error {
	entries := tar.NewReader(r)
	for found := 0; w.more(); {
		header, err := entries.Next()
		switch {
		case err == io.EOF && found == 0:
			return errNothing
		case err == io.EOF:
			return nil
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			return err
		case header.Typeflag != tar.TypeReg || hidden(header.Name) || !known(header.Name):
			continue
		}
		found++
		w.stream(in.within(memberName(in.name, header.Name), entries))
	}
	return nil
}

// unzip reads the files of a zip archive.
func (w *walk) unzip(in input, r io.Reader) error {
	file, done, err := spool(in, r)
	if err != nil {
		return err
	}
	defer done()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	archive, err := zip.NewReader(file, info.Size())
	if err != nil {
		return err
	}
	archive.RegisterDecompressor(zst.ZipMethodWinZip, zst.ZipDecompressor(zst.WithDecoderMaxWindow(maxWindow)))
	found := 0
	for _, member := range archive.File {
		if !w.more() {
			return nil
		}
		if member.FileInfo().IsDir() || hidden(member.Name) || !known(member.Name) {
			continue
		}
		found++
		w.unzipMember(in, member)
	}
	if found == 0 {
		return errNothing
	}
	return nil
}

func (w *walk) unzipMember(in input, member *zip.File) {
	name := memberName(in.name, member.Name)
	content, err := member.Open()
	if err != nil {
		w.fail(name, 0, err)
		return
	}
	defer content.Close()
	size := int64(member.CompressedSize64)
	w.stream(in.within(name, &bounded{out: content, read: func() int64 { return size }}))
}

var errNothing = errors.New("no article in this archive: want " + Extensions)

// memberName names a file of an archive, below the archive whatever it says.
func memberName(archive, member string) string {
	return archive + path.Clean("/"+slashed(member))
}

// slashed gives the name of a file of an archive that was made on Windows.
func slashed(member string) string { return strings.ReplaceAll(member, `\`, "/") }

// hidden tells whether a file of an archive is one that folders leave out too.
func hidden(name string) bool {
	for part := range strings.SplitSeq(path.Clean(slashed(name)), "/") {
		if strings.HasPrefix(part, ".") && part != "." && part != ".." || part == "__MACOSX" {
			return true
		}
	}
	return false
}

// spool gives an input as a file that can be read at random: itself, or a copy
// that is gone with done.
func spool(in input, r io.Reader) (file *os.File, done func(), err error) {
	if in.file != nil {
		if info, err := in.file.Stat(); err == nil && info.Mode().IsRegular() {
			return in.file, func() {}, nil
		}
	}
	file, err = os.CreateTemp("", "unigraph-*")
	if err != nil {
		return nil, nil, err
	}
	done = func() {
		file.Close()
		os.Remove(file.Name())
	}
	n, err := io.Copy(file, io.LimitReader(r, maxSpool+1))
	if err == nil && n > maxSpool {
		err = fmt.Errorf("larger than %d GiB, the most an archive within a stream may have", maxSpool>>30)
	}
	if err != nil {
		done()
		return nil, nil, err
	}
	return file, done, nil
}

// measured counts what is read from in.
type measured struct {
	in io.Reader
	n  int64
}

func (m *measured) Read(p []byte) (int, error) {
	n, err := m.in.Read(p)
	m.n += int64(n)
	return n, err
}

// bounded ends in an error where compressed bytes expand too much.
type bounded struct {
	out  io.Reader
	read func() int64 // the compressed bytes so far
	n    int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.out.Read(p)
	b.n += int64(n)
	if b.n > ratioAfter && b.n/max(b.read(), 1) > maxRatio {
		return n, errBomb
	}
	return n, err
}

var errBomb = fmt.Errorf("expands more than %d times: taken for a bomb", maxRatio)
