package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Node of a graph.
type Node struct{ ID, Name, Type, Country string }

// An Edge of a graph. All are written undirected, since readers want a graph to
// be all of one sort; One is the subject of what Kind says.
type Edge struct {
	ID, One, Other, Kind string
	Date                 string // ISO 8601, as precise as it is known; "" unknown
	Weight               int    // how many facts it stands for
}

// A Graph takes all nodes, then all edges, then Close.
type Graph interface {
	Node(Node) error
	Edge(Edge) error
	Close() error
}

// text writes pieces of markup or code; the first error stays.
type text struct {
	w     *bufio.Writer
	edges bool // whether edges have begun
}

func (t *text) print(pieces ...string) error {
	for _, piece := range pieces {
		if _, err := t.w.WriteString(piece); err != nil {
			return err
		}
	}
	return nil
}

// escaped makes any text character data of XML.
func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a Builder never fails
	return b.String()
}

const xmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

type graphML struct{ text }

// NewGraphML begins a graph in GraphML, which networkx, igraph, Gephi and APOC read.
func NewGraphML(w io.Writer) (Graph, error) {
	g := &graphML{text{w: bufio.NewWriter(w)}}
	head := xmlHead + "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
	for _, key := range []string{"name", "type", "country"} {
		head += "<key id=\"" + key + "\" for=\"node\" attr.name=\"" + key + "\" attr.type=\"string\"/>\n"
	}
	for _, key := range []string{"kind", "date"} {
		head += "<key id=\"" + key + "\" for=\"edge\" attr.name=\"" + key + "\" attr.type=\"string\"/>\n"
	}
	head += "<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"int\"/>\n"
	return g, g.print(head, "<graph edgedefault=\"undirected\">\n")
}

func (g *graphML) Node(n Node) error {
	return g.print("<node id=\"", escaped(n.ID), "\">", data("name", n.Name), data("type", n.Type), data("country", n.Country), "</node>\n")
}

func (g *graphML) Edge(e Edge) error {
	return g.print("<edge id=\"", escaped(e.ID), "\" source=\"", escaped(e.One), "\" target=\"", escaped(e.Other), "\">",
		data("kind", e.Kind), data("date", e.Date), data("weight", strconv.Itoa(e.Weight)), "</edge>\n")
}

func (g *graphML) Close() error {
	if err := g.print("</graph>\n</graphml>\n"); err != nil {
		return err
	}
	return g.w.Flush()
}

func data(key, value string) string {
	if value == "" {
		return ""
	}
	return "<data key=\"" + key + "\">" + escaped(value) + "</data>"
}

type gexf struct{ text }

// NewGEXF begins a graph in GEXF 1.2, which Gephi reads with a time line, and
// networkx, which knows no later version.
func NewGEXF(w io.Writer) (Graph, error) {
	g := &gexf{text{w: bufio.NewWriter(w)}}
	return g, g.print(xmlHead, `<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<graph defaultedgetype="undirected" mode="dynamic" timeformat="date">
<attributes class="node"><attribute id="type" title="type" type="string"/><attribute id="country" title="country" type="string"/></attributes>
<attributes class="edge"><attribute id="kind" title="kind" type="string"/><attribute id="date" title="date" type="string"/></attributes>
<nodes>
`)
}

func (g *gexf) Node(n Node) error {
	return g.print("<node id=\"", escaped(n.ID), "\" label=\"", escaped(n.Name), "\"><attvalues>",
		attribute("type", n.Type), attribute("country", n.Country), "</attvalues></node>\n")
}

func (g *gexf) Edge(e Edge) error {
	if err := g.begin(); err != nil {
		return err
	}
	start := ""
	if e.Date != "" {
		start = " start=\"" + e.Date + "0000-01-01"[len(e.Date):] + "\""
	}
	return g.print("<edge id=\"", escaped(e.ID), "\" source=\"", escaped(e.One), "\" target=\"", escaped(e.Other),
		"\" weight=\"", strconv.Itoa(e.Weight), "\"", start, "><attvalues>", attribute("kind", e.Kind), attribute("date", e.Date), "</attvalues></edge>\n")
}

// begin ends the nodes, once.
func (g *gexf) begin() error {
	if g.edges {
		return nil
	}
	g.edges = true
	return g.print("</nodes>\n<edges>\n")
}

func (g *gexf) Close() error {
	if err := g.begin(); err != nil {
		return err
	}
	if err := g.print("</edges>\n</graph>\n</gexf>\n"); err != nil {
		return err
	}
	return g.w.Flush()
}

func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return "<attvalue for=\"" + name + "\" value=\"" + escaped(value) + "\"/>"
}

type cypher struct{ text }

// NewCypher begins a script of statements, one a line, for cypher-shell: nodes
// with a label of their type, and relationships of the kind of an edge. Run
// twice it does nothing more.
func NewCypher(w io.Writer) (Graph, error) {
	g := &cypher{text{w: bufio.NewWriter(w)}}
	return g, g.print("CREATE CONSTRAINT node_id IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE;\n")
}

func (g *cypher) Node(n Node) error {
	return g.print("MERGE (n:Node {id: ", quoted(n.ID), "}) SET n:", label(n.Type), ", n.name = ", quoted(n.Name), ", n.country = ", quoted(n.Country), ";\n")
}

func (g *cypher) Edge(e Edge) error {
	return g.print("MATCH (a:Node {id: ", quoted(e.One), "}), (b:Node {id: ", quoted(e.Other), "}) MERGE (a)-[r:", label(e.Kind), " {id: ", quoted(e.ID),
		"}]->(b) SET r.date = ", quoted(e.Date), ", r.weight = ", strconv.Itoa(e.Weight), ";\n")
}

func (g *cypher) Close() error { return g.w.Flush() }

// label makes a type or kind a name of Cypher.
func label(s string) string { return "`" + strings.ReplaceAll(s, "`", "``") + "`" }

// quoted makes any text a string of Cypher.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, r := range s {
		switch {
		case r == '\'' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == '\u2028' || r == '\u2029':
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('\'')
	return b.String()
}
