package graph

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/wundergraph/graphql-go-tools/pkg/playground"
)

// playgroundFiles are the page and the queries in its tabs, in their order.
//
//go:embed playground
var playgroundFiles embed.FS

// playgroundPolicy lets the browser ask nobody but us.
const playgroundPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:"

// handlePlayground serves GraphQL Playground from what is linked into the
// binary: the page and its start from here, its code and looks from a package.
func handlePlayground(mux *http.ServeMux) {
	assets, err := playground.New(playground.Config{PathPrefix: "/", PlaygroundPath: "/playground"}).Handlers()
	if err != nil {
		panic(err) // the package reads its own embedded files
	}
	for _, a := range assets {
		if a.Path != "/playground" {
			mux.HandleFunc("GET "+a.Path, a.Handler)
		}
	}
	start := playgroundStart()
	mux.HandleFunc("GET /playground/start.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		fmt.Fprint(w, start)
	})
	mux.HandleFunc("GET /playground", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", playgroundPolicy)
		http.ServeFileFS(w, r, playgroundFiles, "playground/page.html")
	})
}

// playgroundStart is the script that opens the playground with its tabs.
func playgroundStart() string {
	options, err := json.Marshal(map[string]any{
		"endpoint": "/query",
		"settings": map[string]any{"schema.polling.enable": false, "request.credentials": "same-origin"},
		"tabs":     exampleTabs(),
	})
	if err != nil {
		panic(err) // text always marshals
	}
	return fmt.Sprintf("addEventListener('load', () => GraphQLPlayground.init(document.getElementById('root'), %s))\n", options)
}

// A tab of the playground, as its script wants it.
type tab struct {
	Name     string `json:"name"`
	Endpoint string `json:"endpoint"`
	Query    string `json:"query"`
}

// exampleTabs holds each example query in a tab, in the order of the files:
// "1-agreements.graphql" is the tab "agreements".
func exampleTabs() []tab {
	files, err := fs.Glob(playgroundFiles, "playground/*.graphql")
	if err != nil {
		panic(err) // the pattern is well-formed
	}
	var tabs []tab
	for _, file := range files {
		query, err := playgroundFiles.ReadFile(file)
		if err != nil {
			panic(err) // it is embedded
		}
		_, name, _ := strings.Cut(strings.TrimSuffix(path.Base(file), ".graphql"), "-")
		tabs = append(tabs, tab{Name: name, Endpoint: "/query", Query: string(query)})
	}
	return tabs
}
