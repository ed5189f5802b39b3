package source

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"unigraph"
)

const (
	menu  = `<ul class="menu"><li><a href="/">Home</a></li><li><a href="/a">Admissions</a></li><li><a href="/r">Research</a></li></ul>`
	story = `<p>On 22 May 2019 the <b>Union of <i>Northern</i> Universities</b> was founded in the town of Holm. Its members are:</p>
<ul><li>Holm University of Snow</li><li><p>University of Fjell</p></li></ul>
<p>The rectors signed a declaration,<br>said Anna Berg &amp; guests. It was the first of its kind in the region, and ten more universities will follow.</p>
<table><tr><th>Rector</th><th>From</th></tr><tr><td>Anna Berg</td><td>Holm</td></tr></table>`
	storyText = `On 22 May 2019 the Union of Northern Universities was founded in the town of Holm. Its members are:
- Holm University of Snow
- University of Fjell
The rectors signed a declaration,
said Anna Berg & guests. It was the first of its kind in the region, and ten more universities will follow.
Rector	From
Anna Berg	Holm`
)

func TestPage(t *testing.T) {
	for name, tt := range map[string]struct {
		page string
		want unigraph.Article
	}{
		"article": {
			`<!DOCTYPE html><html><head><meta charset="utf-8"><title>Union founded - Northern News</title>
			<link rel="canonical" href="https://n.example/1"><meta property="og:title" content="Union founded">
			<meta property="article:published_time" content="2019-05-23T01:00:00+08:00"></head>
			<body><header><nav>` + menu + `</nav></header><main><article><h1>Union founded</h1>` + story + `</article></main>
			<footer>All rights reserved.</footer><script>var x = "y"</script></body></html>`,
			unigraph.Article{Title: "Union founded", URL: "https://n.example/1", Published: "2019-05-23", Text: "Union founded\n" + storyText},
		},
		"linked data": {
			`<html><head><script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
			"headline":"Union founded","datePublished":"2019-05-23"}</script><meta property="og:url" content="https://n.example/2"></head>
			<body><div>` + story + `</div></body></html>`,
			unigraph.Article{Title: "Union founded", URL: "https://n.example/2", Published: "2019-05-23", Text: "Union founded\n" + storyText},
		},
		"fragment": {`<p>Fjell and Holm signed.</p>`, unigraph.Article{Text: "Fjell and Holm signed."}},
		"relative canonical": {
			`<link rel=canonical href="/1"><p>Fjell and Holm signed.</p>`, unigraph.Article{Text: "Fjell and Holm signed."},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got unigraph.Article
			if err := parsePage(&got, []byte(tt.page), ""); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("article (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPageEncoding(t *testing.T) {
	han := "<p>北方雪大学校长王小明率团访问南方大学，双方签署了合作备忘录。</p>"
	cyrillic := "<p>Ректор университета подписал соглашение о сотрудничестве с Северным колледжем 5 мая 2021 года.</p>"
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String(han)
	cp1251, _ := charmap.Windows1251.NewEncoder().String(cyrillic)
	latin, _ := charmap.Windows1252.NewEncoder().String("<p>L’Université de Genève – née en 1559 – a signé un accord.</p>")
	for name, tt := range map[string]struct{ page, want string }{
		"declared":       {`<meta charset="gb2312">` + gbk, han},
		"undeclared":     {cp1251, cyrillic},
		"declared latin": {`<meta charset="iso-8859-1">` + latin, "<p>L’Université de Genève – née en 1559 – a signé un accord.</p>"},
		"wrongly":        {`<meta charset="gb2312"><p>Genève et Zürich</p>`, "<p>Genève et Zürich</p>"},
		"wrongly utf-8":  {`<meta charset="utf-8">` + cp1251, cyrillic},
	} {
		var a unigraph.Article
		want := strings.TrimSuffix(strings.TrimPrefix(tt.want, "<p>"), "</p>")
		if err := parsePage(&a, []byte(tt.page), ""); err != nil || a.Text != want {
			t.Errorf("%s: text = %q, %v, want %q", name, a.Text, err, want)
		}
	}
}
