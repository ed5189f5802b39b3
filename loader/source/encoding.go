package source

import (
	"bufio"
	"bytes"
	"cmp"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	unicodes "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// leastSure is the confidence, of 100, below which a detected encoding is a
// guess: short texts of Cyrillic or Polish reach 25, broken bytes 21.
const leastSure = 25

// decode gives a text file as UTF-8 without byte order mark: by its mark, else
// as UTF-8, else in the encoding that fits best.
func decode(data []byte) (string, error) { return decodeWith(chardet.NewTextDetector(), data) }

// decodePage is decode for HTML, whose encoding a server or the page may declare.
func decodePage(data []byte, declared string) (string, error) {
	if !utf8.Valid(data) {
		if enc, _ := charset.Lookup(declared); enc != nil {
			if s, ok := convert(enc, data); ok {
				return s, nil
			}
		}
		// windows-1252 is also what stands for no declaration at all.
		enc, name, _ := charset.DetermineEncoding(data, "")
		if s, ok := convert(enc, data); ok && name != "windows-1252" {
			return s, nil
		}
	}
	return decodeWith(chardet.NewHtmlDetector(), data)
}

func decodeWith(detector *chardet.Detector, data []byte) (string, error) {
	if enc, _, marked := charset.DetermineEncoding(data, ""); marked {
		if s, ok := convert(enc, data); ok {
			return s, nil
		}
		return "", &lineError{1, "broken encoding: not what its byte order mark says"}
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return "", &lineError{lineOf(data, i), "binary, not text"}
	}
	broken := firstInvalid(data)
	if broken < 0 {
		return string(data), nil
	}
	if !mostlyUTF8(data) {
		for _, enc := range detect(detector, data) {
			if s, ok := convert(enc, data); ok {
				return s, nil
			}
		}
	}
	return "", &lineError{lineOf(data, broken), "broken encoding: neither UTF-8 nor any other that is known"}
}

// detect lists the encodings that data may be in, the most likely first.
func detect(detector *chardet.Detector, data []byte) []encoding.Encoding {
	found, err := detector.DetectAll(data)
	if err != nil {
		return nil // it has no idea
	}
	slices.SortFunc(found, func(a, b chardet.Result) int {
		return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(a.Charset, b.Charset))
	})
	var likely []encoding.Encoding
	for _, r := range found {
		if enc, _ := charset.Lookup(r.Charset); enc != nil && r.Confidence >= leastSure {
			likely = append(likely, enc)
		}
	}
	return likely
}

// convert decodes data, and tells whether the result is text throughout.
func convert(enc encoding.Encoding, data []byte) (string, bool) {
	decoded, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", false
	}
	s := strings.TrimPrefix(string(decoded), "\ufeff")
	return s, !strings.ContainsFunc(s, func(r rune) bool {
		return r == utf8.RuneError || unicode.IsControl(r) && !strings.ContainsRune("\t\n\v\f\r", r)
	})
}

// mostlyUTF8 tells UTF-8 with broken bytes from text in another encoding, in
// which hardly two bytes in a row happen to be valid.
func mostlyUTF8(data []byte) bool {
	valid, invalid := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			invalid++
		case size > 1:
			valid++
		}
		data = data[size:]
	}
	return valid > invalid
}

// firstInvalid is where the first byte is that is not UTF-8; -1 if none.
func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// lineOf is the line, from 1, that byte i of data is on.
func lineOf(data []byte, i int) int { return bytes.Count(data[:i], []byte("\n")) + 1 }

// decodingReader gives a stream as UTF-8, in the encoding that its beginning is
// in. Where that does not tell, the bytes stay as they are.
func decodingReader(r *bufio.Reader) io.Reader {
	head, _ := r.Peek(r.Size())
	if enc, _, marked := charset.DetermineEncoding(head, ""); marked {
		return transform.NewReader(r, unicodes.BOMOverride(enc.NewDecoder()))
	}
	if broken := firstInvalid(head); broken < 0 || broken >= len(head)-utf8.UTFMax || mostlyUTF8(head) {
		return r
	}
	for _, enc := range detect(chardet.NewTextDetector(), head) {
		if _, ok := convert(enc, head[:bytes.LastIndexByte(head, '\n')+1]); ok {
			return transform.NewReader(r, enc.NewDecoder())
		}
	}
	return r
}
