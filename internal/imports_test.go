// Package internal_test holds the tests of the repository as a whole.
package internal_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// only says which packages may import what; everyone else may not. A package
// stands for itself and those below it.
var only = map[string][]string{
	"unigraph/graph":                      {"unigraph/cmd", "unigraph/graph"},
	"unigraph/loader":                     {"unigraph/cmd", "unigraph/loader"},
	"unigraph/store":                      {"unigraph/cmd", "unigraph/store", "unigraph/bench"},
	"unigraph/store/mem":                  {"unigraph/store", "unigraph/store/storetest"},
	"unigraph/store/sqlite":               {"unigraph/store"},
	"unigraph/store/neo4j":                {"unigraph/store", "unigraph/cmd"},
	"github.com/99designs/gqlgen":         {"unigraph/graph"},
	"github.com/neo4j/neo4j-go-driver":    {"unigraph/store/neo4j", "unigraph/internal/neo4jtest", "unigraph/bench"},
	"github.com/nats-io":                  {"unigraph/loader/queue", "unigraph/internal/natstest"},
	"modernc.org/sqlite":                  {"unigraph/store/sqlite"},
	"database/sql":                        {"unigraph/store/sqlite"},
	"unigraph/measure":                    {"unigraph/graph"},
	"unigraph/server":                     {"unigraph/cmd"},
	"github.com/prometheus/client_golang": {"unigraph/server"},
	"go.opentelemetry.io/otel":            {"unigraph/server/trace"},
	"github.com/rs/cors":                  {"unigraph/server"},
	"github.com/klauspost/compress":       {"unigraph/server", "unigraph/loader/source"},
	"gonum.org/v1/gonum":                  {"unigraph/measure", "unigraph/loader/extract/learn"},
	"github.com/alecthomas/kong":          {"unigraph/cmd"},
	"github.com/go-shiori/go-readability": {"unigraph/loader/source"},
	"github.com/internetarchive/gowarc":   {"unigraph/loader/source"},
	"github.com/mmcdole/gofeed":           {"unigraph/loader/source"},
	"github.com/xuri/excelize":            {"unigraph/loader/source"},
}

func TestImportsPointOneWay(t *testing.T) {
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "unigraph/...")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for packages := json.NewDecoder(out); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := packages.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		for _, imported := range p.Imports {
			if p.ImportPath == "unigraph" && strings.Contains(imported, ".") {
				t.Errorf("the domain imports %s, and may import the standard library only", imported)
			}
			if !allowed(p.ImportPath, imported) {
				t.Errorf("%s imports %s", p.ImportPath, imported)
			}
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
}

// allowed reports whether the most particular rule for an import lets the
// importer have it.
func allowed(importer, imported string) bool {
	rule := ""
	for path := range only {
		if within(imported, path) && len(path) > len(rule) {
			rule = path
		}
	}
	if rule == "" || within(importer, rule) {
		return true
	}
	for _, path := range only[rule] {
		if importer == path || within(importer, path) && path != "unigraph/store" {
			return true
		}
	}
	return false
}

// within reports whether a package is path or below it.
func within(pkg, path string) bool { return pkg == path || strings.HasPrefix(pkg, path+"/") }
