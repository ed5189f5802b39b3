package server_test

import (
	"os"
	"os/exec"
	"testing"

	"unigraph/store/mem"
)

// The audits of npm graphql-http, where make audit has installed them.
func TestAudits(t *testing.T) {
	const script = "../testdata/audit/audit.js"
	if _, err := os.Stat("../testdata/audit/node_modules/graphql-http"); err != nil {
		t.Skip("graphql-http is not installed: make audit installs it")
	}
	_, url := serve(t, mem.Open(), nil)
	out, err := exec.CommandContext(t.Context(), "node", script, url+"/query").CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
