package graph_test

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"unigraph/store/mem"
)

// TestPlaygroundInBrowser asks partnersByCountry through the playground in a
// real Chromium that can reach no other host. Where there is none the test is
// skipped, or fails if UNIGRAPH_REQUIRE_CHROMIUM is 1.
func TestPlaygroundInBrowser(t *testing.T) {
	path, err := exec.LookPath("chromium")
	switch {
	case err != nil && os.Getenv("UNIGRAPH_REQUIRE_CHROMIUM") == "1":
		t.Fatal(err)
	case err != nil:
		t.Skip("no Chromium: install Debian's package chromium")
	}
	store := mem.Open()
	fill(t, store)
	server := serve(t, store)

	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	defer cancel()

	const query = `{ university(name: "DUT") { partnersByCountry { country { name } partners } } }`
	const editor, result = `document.querySelector('.CodeMirror').CodeMirror`, `[...document.querySelectorAll('.CodeMirror')].at(-1).CodeMirror.getValue()`
	var answer string
	err = chromedp.Run(ctx,
		chromedp.Navigate(server.URL+"/playground"),
		chromedp.WaitVisible(".CodeMirror", chromedp.ByQuery),
		chromedp.Evaluate(editor+`.setValue('`+query+`')`, nil),
		chromedp.Click(`div[title="Execute Query (Ctrl-Enter)"]`, chromedp.ByQuery),
		chromedp.Poll(result+`.includes('partnersByCountry')`, nil),
		chromedp.Evaluate(result, &answer),
	)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"Italy"`, `"South Korea"`, `"partners": 1`} {
		if !strings.Contains(answer, want) {
			t.Errorf("the playground shows %s, want %s in it", answer, want)
		}
	}
}
