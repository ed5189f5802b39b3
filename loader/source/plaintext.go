package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// plainText gives what a reader sees below n: a line a block, list items with a
// dash, cells parted by tabs.
func plainText(n *html.Node) string {
	var w textWriter
	w.node(n)
	return w.text.String()
}

// A gap is what stands between two words; the strongest one asked for wins.
type gap int

const (
	none gap = iota
	space
	cell
	line
	item
)

var gaps = [...]string{none: "", space: " ", cell: "\t", line: "\n", item: "\n- "}

// A textWriter puts one gap between words.
type textWriter struct {
	text strings.Builder
	due  gap // before the next word
}

func (w *textWriter) part(g gap) { w.due = max(w.due, g) }

func (w *textWriter) node(n *html.Node) {
	if n.Type == html.TextNode {
		w.words(n.Data)
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head:
		return
	case atom.Br:
		w.part(line)
	case atom.Td, atom.Th:
		w.part(cell)
	case atom.Li:
		w.part(item)
	}
	block := blocks[n.DataAtom]
	if block {
		w.part(line)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
	if block || n.DataAtom == atom.Li {
		w.part(line)
	}
}

func (w *textWriter) words(s string) {
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsSpace(r) {
		w.part(space)
	}
	for word := range strings.FieldsSeq(s) {
		before := gaps[w.due]
		if w.text.Len() == 0 {
			before = strings.TrimLeft(before, " \t\n")
		}
		w.text.WriteString(before + word)
		w.due = space
	}
	if r, _ := utf8.DecodeLastRuneInString(s); s != "" && !unicode.IsSpace(r) {
		w.due = none
	}
}

// blocks are the elements that stand on lines of their own.
var blocks = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Blockquote: true, atom.Caption: true, atom.Dd: true, atom.Div: true,
	atom.Dl: true, atom.Dt: true, atom.Figcaption: true, atom.Figure: true, atom.H1: true, atom.H2: true, atom.H3: true,
	atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hr: true, atom.Main: true, atom.Ol: true,
	atom.P: true, atom.Pre: true, atom.Section: true, atom.Table: true, atom.Tr: true, atom.Ul: true,
}
