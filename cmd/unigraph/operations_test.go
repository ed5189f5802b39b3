package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// docs/operations.md knows every flag of serve and every metric of the dashboard.
func TestOperationsAreDescribed(t *testing.T) {
	document, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	dashboard, err := os.ReadFile("../../docs/grafana.json")
	if err != nil {
		t.Fatal(err)
	}
	_, help, _ := execute(t, "", "serve", "--help")
	_, flags, _ := strings.Cut(help, "Flags:")
	names := regexp.MustCompile(`(?m)^ {4,6}(--[a-z0-9-]+)`).FindAllStringSubmatch(flags, -1)
	metrics := regexp.MustCompile(`(unigraph_[a-z_]+?)(?:_bucket)?\b`).FindAllStringSubmatch(string(dashboard), -1)
	if len(names) < 20 || len(metrics) < 6 {
		t.Fatalf("%d flags, %d metrics", len(names), len(metrics))
	}
	for _, found := range append(names, metrics...) {
		if !strings.Contains(string(document), found[1]) {
			t.Errorf("docs/operations.md lacks %s", found[1])
		}
	}
}
