package export_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"unigraph"
	"unigraph/export"
	"unigraph/store/mem"
)

// nasty is a network whose names mean something in every format.
func nasty(t *testing.T) unigraph.Reader {
	t.Helper()
	one := unigraph.Entity{ID: "university:one", Name: `=cmd|"calc"!A1`, Country: "CN", Linked: true}
	two := unigraph.Entity{ID: "university:two", Name: "<Two> & 'Co', \\\n; DROP\x01"}
	three := unigraph.Entity{ID: "organization:大", Name: "@大", Aliases: []string{"+1"}}
	evidence := []unigraph.Evidence{{Article: "a", Quote: "They signed.", End: 12, Confidence: 0.9}}
	b := unigraph.Batch{
		Article: unigraph.Article{ID: "a"}, Entities: []unigraph.Entity{one, two, three},
		Agreements: []unigraph.Agreement{
			{Parties: []unigraph.EntityID{one.ID, two.ID, three.ID}, Kind: unigraph.Letter, Date: "2018", Modality: unigraph.Done, Evidence: evidence},
			{Parties: []unigraph.EntityID{one.ID, two.ID}, Kind: unigraph.Contract, Modality: unigraph.Planned, Evidence: evidence},
		},
		Relations: []unigraph.Relation{{Kind: unigraph.Visited, Subject: one.ID, Object: two.ID, Date: "2018-11-14", Modality: unigraph.Done, Evidence: evidence}},
	}
	b.Normalize()
	s := mem.Open()
	if _, err := s.Upsert(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	return s
}

func write(t *testing.T, format string) string {
	t.Helper()
	var out bytes.Buffer
	if err := export.Write(context.Background(), nasty(t), unigraph.FactFilter{}, format, &out); err != nil {
		t.Fatalf("Write as %s: %v", format, err)
	}
	return out.String()
}

func TestCSV(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(write(t, "csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"agreement/organization:大+university:one+university:two/2018", "letter", "2018", "done", "0.9",
		"'@大; =cmd|\"calc\"!A1; <Two> & 'Co', \\\n; DROP\x01", "; CN; ", "", "organization:大; university:one; university:two",
	}
	if len(rows) != 2 || rows[0][0] != "id" || !slices.Equal(rows[1], want) {
		t.Errorf("rows = %q, want headings and %q", rows, want)
	}
}

func TestCell(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Oulu": "Oulu", "=1+1": "'=1+1", "+1": "'+1", "-5": "-5", "-5.25": "-5.25", "-5+x": "'-5+x", "@x": "'@x", "\tx": "'\tx", "-": "'-",
	} {
		if got := export.Cell(text); got != want {
			t.Errorf("Cell(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestJSONLines(t *testing.T) {
	var kinds []string
	for line := range strings.Lines(write(t, "jsonl")) {
		var row struct{ Line, ID string }
		if err := json.Unmarshal([]byte(line), &row); err != nil || row.ID == "" {
			t.Errorf("line %q: %v, id %q", line, err, row.ID)
		}
		kinds = append(kinds, row.Line)
	}
	if want := []string{"entity", "entity", "entity", "agreement", "relation"}; !slices.Equal(kinds, want) {
		t.Errorf("lines = %q, want %q", kinds, want)
	}
}

// Graphs are well-formed XML with a node each and an edge for each pair.
func TestXML(t *testing.T) {
	for _, format := range []string{"graphml", "gexf"} {
		count := map[string]int{}
		text := write(t, format)
		for d := xml.NewDecoder(strings.NewReader(text)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v in %s", format, err, text)
			}
			if start, ok := token.(xml.StartElement); ok {
				count[start.Name.Local]++
			}
		}
		if count["node"] != 3 || count["edge"] != 4 {
			t.Errorf("%s has %d nodes and %d edges, want 3 and 4", format, count["node"], count["edge"])
		}
	}
	if gexf := write(t, "gexf"); !strings.Contains(gexf, `start="2018-01-01"`) || !strings.Contains(gexf, `start="2018-11-14"`) {
		t.Errorf("gexf has no dates: %s", gexf)
	}
}

func TestCypher(t *testing.T) {
	script := write(t, "cypher")
	if n := strings.Count(script, "\n"); n != 1+3+4 {
		t.Errorf("%d lines, want one for each of a constraint, 3 nodes, 4 edges:\n%s", n, script)
	}
	if want := `n.name = '<Two> & \'Co\', \\\u000a; DROP\u0001'`; !strings.Contains(script, want) {
		t.Errorf("script has no %s:\n%s", want, script)
	}
}

func TestUnknownFormat(t *testing.T) {
	if err := export.Write(context.Background(), nasty(t), unigraph.FactFilter{}, "xls", io.Discard); !errors.Is(err, unigraph.ErrInvalid) {
		t.Errorf("Write as xls = %v, want ErrInvalid", err)
	}
}
