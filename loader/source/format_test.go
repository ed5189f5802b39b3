package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	mbox "github.com/emersion/go-mbox"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/klauspost/compress/gzip"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"unigraph"
)

// want is an article as the tests of formats tell it.
func want(id unigraph.ArticleID, title string, published unigraph.Date, text string) unigraph.Article {
	a := unigraph.Article{ID: id, Title: title, Published: published, Text: text}
	if strings.Contains(string(id), "://") {
		a.URL = string(id)
	}
	return a
}

// wantOf is the article of n that most exports of the tests hold.
func wantOf(n int) unigraph.Article {
	return want(unigraph.ArticleID(fmt.Sprintf("https://n.example/%d", n)), fmt.Sprintf("News %d", n), "2021-05-26", textOf(n))
}

func articlesTitled(id unigraph.ArticleID, title, text string) []unigraph.Article {
	return []unigraph.Article{want(id, title, "", text)}
}

func textOf(n int) string {
	return fmt.Sprintf("On 25 May 2021, the University of Oulu signed agreement number %d with Lund University, in Oulu.", n)
}

// checkFile reads a file and compares what is in it.
func checkFile(t *testing.T, f *Files, want []unigraph.Article, wantFailures ...string) {
	t.Helper()
	articles, failures := readAllOf(t, f)
	if diff := cmp.Diff(want, articles); diff != "" {
		t.Errorf("articles of %q (-want +got):\n%s", f.Paths, diff)
	}
	if diff := cmp.Diff(wantFailures, failures, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("failures of %q (-want +got):\n%s", f.Paths, diff)
	}
}

func articlesOf(ns ...int) (as []unigraph.Article) {
	for _, n := range ns {
		as = append(as, wantOf(n))
	}
	return as
}

// jsonOf is article n as an export has it.
func jsonOf(n int) string {
	line, _ := json.Marshal(map[string]any{"headline": fmt.Sprintf("News %d", n), "body": "<p>" + textOf(n) + "</p>",
		"link": fmt.Sprintf("https://n.example/%d", n), "pubDate": "2021-05-26T10:00:00Z", "words": []int{1}})
	return string(line)
}

func TestJSONExports(t *testing.T) {
	write(t, map[string]string{
		"array.json":    "\ufeff[\n" + jsonOf(1) + ",\n" + jsonOf(2) + " , \"x\", " + jsonOf(3) + "]",
		"answer.json":   `{"status":"ok","tags":["a"],"articles":[` + jsonOf(1) + "," + jsonOf(2) + `],"more":[{"a":1}]}`,
		"one.json":      strings.ReplaceAll(strings.ReplaceAll(jsonOf(1), `,"`, ",\n\""), "[1]", `[{"name":"x"}]`),
		"lines.json":    jsonOf(1) + "\n" + jsonOf(2) + "\n",
		"nested.jsonl":  `{"webTitle":"News 1","webUrl":"https://n.example/1","webPublicationDate":"2021-05-26","fields":{"bodyText":` + fmt.Sprintf("%q", textOf(1)) + "}}",
		"mapped.jsonl":  `{"kop":"News 1","waar":{"adres":"https://n.example/1"},"dag":"2021-05-26","text":"teaser","inhoud":` + fmt.Sprintf("%q", textOf(1)) + "}",
		"unquoted.json": "[" + jsonOf(1) + ",\n{\"headline\":\"News 2, \"body\":\"x\n" + "},\n" + jsonOf(3) + "\n]",
		"broken.json":   "[" + jsonOf(1) + ",{\"body\" \"x\"}," + jsonOf(3) + "]",
		"cut.json":      "[" + jsonOf(1) + "," + jsonOf(2)[:50],
		"empty.json":    " \n", "none.json": "[]",
	})
	checkFile(t, &Files{Paths: []string{"array.json"}}, articlesOf(1, 2, 3), "array.json:3: malformed record: string, want a JSON object")
	checkFile(t, &Files{Paths: []string{"answer.json"}}, articlesOf(1, 2))
	checkFile(t, &Files{Paths: []string{"one.json"}}, articlesOf(1))
	checkFile(t, &Files{Paths: []string{"lines.json"}}, articlesOf(1, 2))
	checkFile(t, &Files{Paths: []string{"nested.jsonl"}}, articlesOf(1))
	checkFile(t, &Files{Paths: []string{"mapped.jsonl"}, Map: Mapping{"text": "inhoud", "title": "kop", "url": "waar.adres", "published": "dag"}}, articlesOf(1))
	checkFile(t, &Files{Paths: []string{"unquoted.json"}}, articlesOf(1, 3), "unquoted.json:2: malformed JSON at byte 23: invalid character 'b' after object key:value pair")
	checkFile(t, &Files{Paths: []string{"broken.json"}}, articlesOf(1, 3), "broken.json:2: malformed JSON at byte 9: invalid character '\"' after object key")
	checkFile(t, &Files{Paths: []string{"cut.json"}}, articlesOf(1), "cut.json:2: malformed JSON: it ends in the middle", "cut.json:3: the file ends in the middle: it was cut")
	checkFile(t, &Files{Paths: []string{"empty.json"}}, nil, "empty.json: empty: there is no text in it")
	checkFile(t, &Files{Paths: []string{"none.json"}}, nil, "none.json: empty: there is no text in it")
	if err := (Mapping{"headline": "x"}).Validate(); err == nil {
		t.Error("a mapping of something that an article does not have is valid")
	}
}

func TestTables(t *testing.T) {
	row := func(n int, comma string) string {
		return fmt.Sprintf("%d%sNews %d%s\"%s\"%shttps://n.example/%d%s2021-05-26", n, comma, n, comma, textOf(n), comma, n, comma)
	}
	rows := func(head, comma string, ns ...int) string {
		for _, n := range ns {
			head += row(n, comma) + "\n"
		}
		return head
	}
	utf16 := func(s string) string {
		s, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	cyrillic, err := charmap.Windows1251.NewEncoder().String("Заголовок;Текст;Дата\nНовости;" + strings.Repeat("Ректор университета подписал соглашение. ", 5) + ";26.05.2021\n")
	if err != nil {
		t.Fatal(err)
	}
	write(t, map[string]string{
		"comma.csv":   rows("No.,Headline,Full Text,Source URL,Publication Date\n", ",", 1, 2),
		"semi.csv":    rows("nr;Titel der Meldung;Volltext;Fundstelle;Tag\n", ";", 1, 2, 3),
		"tab.tsv":     utf16(rows("n\ttitle\tbody\turl\tdate\n", "\t", 1, 2)),
		"bare.csv":    rows("", "|", 1, 2),
		"cp1251.csv":  cyrillic,
		"broken.csv":  rows("n,title,text,url,date\n", ",", 1) + "2,\"News 2,never ends\n" + rows("", ",", 3) + "4,a,b,c,d,too,many\n" + rows("", ",", 5) + "6,,,,\n",
		"multi.csv":   "title,text,url,date\nNews 1,\"" + textOf(1) + "\nSecond \"\"line\"\".\",https://n.example/1,2021-05-26\n",
		"numbers.csv": "1,2\n3,4\n5,6\n", "empty.csv": "",
	})
	checkFile(t, &Files{Paths: []string{"comma.csv"}}, articlesOf(1, 2))
	checkFile(t, &Files{Paths: []string{"semi.csv"}}, articlesOf(1, 2, 3))
	checkFile(t, &Files{Paths: []string{"tab.tsv"}}, articlesOf(1, 2))
	checkFile(t, &Files{Paths: []string{"bare.csv"}, Map: Mapping{"title": "2"}}, articlesOf(1, 2))
	text := strings.Repeat("Ректор университета подписал соглашение. ", 5)
	checkFile(t, &Files{Paths: []string{"cp1251.csv"}}, []unigraph.Article{want("content:8951681e931f151a4cf699d69a91e0b2", "Новости", "2021-05-26", text)})
	checkFile(t, &Files{Paths: []string{"broken.csv"}}, articlesOf(1, 3, 5),
		"broken.csv:3: a quoted cell that does not end", "broken.csv:5: 7 cells where the first row has 5",
		`broken.csv:7: no "text", or an empty one; if another field holds it, say --map text=FIELD`)
	multi := wantOf(1)
	multi.Text += "\nSecond \"line\"."
	checkFile(t, &Files{Paths: []string{"multi.csv"}}, []unigraph.Article{multi})
	checkFile(t, &Files{Paths: []string{"numbers.csv"}}, nil, "numbers.csv:1: no column looks like a text: say --map text=COLUMN, by name or number",
		"numbers.csv:2: no column looks like a text: say --map text=COLUMN, by name or number", "numbers.csv:3: no column looks like a text: say --map text=COLUMN, by name or number")
	checkFile(t, &Files{Paths: []string{"empty.csv"}}, nil, "empty.csv: empty: there is no text in it")
}

func TestWorkbook(t *testing.T) {
	t.Chdir(t.TempDir())
	book := excelize.NewFile()
	rows := [][]any{{"Headline", "Published at", "Article Body", "Link"}}
	for _, n := range []int{1, 2} {
		rows = append(rows, []any{fmt.Sprintf("News %d", n), "2021-05-26", textOf(n), fmt.Sprintf("https://n.example/%d", n)})
	}
	rows[2][1] = time.Date(2021, 5, 26, 0, 0, 0, 0, time.UTC)
	rows = append(rows, nil, []any{"No text", "2021"})
	for i, row := range rows {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SaveAs("news.xlsx"); err != nil {
		t.Fatal(err)
	}
	checkFile(t, &Files{Paths: []string{"news.xlsx"}}, articlesOf(1, 2), `news.xlsx/Sheet1:5: no "text", or an empty one; if another field holds it, say --map text=FIELD`)

	if err := excelize.NewFile().SaveAs("empty.xlsx"); err != nil {
		t.Fatal(err)
	}
	checkFile(t, &Files{Paths: []string{"empty.xlsx"}}, nil, "empty.xlsx: empty: there is no text in it")
	write(t, map[string]string{"bad.xlsx": "PK\x03\x04 no workbook"})
	checkFile(t, &Files{Paths: []string{"bad.xlsx"}}, nil, "bad.xlsx: unreadable workbook: zip: not a valid zip file")
}

func TestFeeds(t *testing.T) {
	item := func(n int) string {
		return fmt.Sprintf(`<item><title>News %d</title><link>https://n.example/%d</link><pubDate>Wed, 26 May 2021 10:00:00 GMT</pubDate>
			<description>Teaser</description><content:encoded><![CDATA[<p>%s</p>]]></content:encoded></item>`, n, n, textOf(n))
	}
	rss := func(items ...string) string {
		return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>A & B</title>` +
			strings.Join(items, "\n") + `</channel></rss>`
	}
	atom := `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>News 1</title><link href="https://n.example/1"/>
		<updated>2021-05-26T00:00:00Z</updated><content type="html">&lt;p&gt;` + textOf(1) + `&lt;/p&gt;</content></entry></feed>`
	latin, err := charmap.Windows1252.NewEncoder().String(`<?xml version="1.0" encoding="windows-1252"?><rss version="2.0"><channel><title>T</title><item>
		<title>Genève</title><guid>g-1</guid><description>L’Université de Genève a signé.</description></item></channel></rss>`)
	if err != nil {
		t.Fatal(err)
	}
	write(t, map[string]string{
		"feed.rss": rss(item(1), item(2)), "atom.xml": atom, "latin.rss": latin,
		"feed.json":  `{"version":"https://jsonfeed.org/version/1.1","title":"F","items":[{"id":"https://n.example/1","url":"https://n.example/1","title":"News 1","content_html":"<p>` + textOf(1) + `</p>","date_published":"2021-05-26T00:00:00Z"}]}`,
		"broken.rss": rss(item(1), "<item><title>x</titel><description>", item(3)),
		"cut.rss":    rss(item(1), item(2))[:700], "none.rss": rss(), "other.xml": "<urlset><url/></urlset>", "empty.xml": "",
	})
	titled := func(as []unigraph.Article) []unigraph.Article {
		for i := range as {
			as[i].Text = as[i].Title + "\n" + as[i].Text
		}
		return as
	}
	checkFile(t, &Files{Paths: []string{"feed.rss"}}, titled(articlesOf(1, 2)))
	checkFile(t, &Files{Paths: []string{"atom.xml"}}, titled(articlesOf(1)))
	checkFile(t, &Files{Paths: []string{"latin.rss"}}, []unigraph.Article{want("g-1", "Genève", "", "Genève\nL’Université de Genève a signé.")})
	feedItem := wantOf(1)
	checkFile(t, &Files{Paths: []string{"feed.json"}}, []unigraph.Article{feedItem})
	checkFile(t, &Files{Paths: []string{"broken.rss"}}, titled(articlesOf(1, 3)), "broken.rss:2: malformed feed: an entry that does not end")
	checkFile(t, &Files{Paths: []string{"cut.rss"}}, titled(articlesOf(1)), "cut.rss:2: the file ends in the middle: it was cut")
	checkFile(t, &Files{Paths: []string{"none.rss"}}, nil)
	checkFile(t, &Files{Paths: []string{"other.xml"}}, nil, "other.xml: unknown kind of XML: want RSS or Atom")
	checkFile(t, &Files{Paths: []string{"empty.xml"}}, nil, "empty.xml: empty: there is no text in it")
}

// pageOf is a web page that holds article n.
func pageOf(n int) string {
	return fmt.Sprintf(`<!DOCTYPE html><html><head><title>News %d</title><meta property="article:published_time" content="2021-05-26">
<link rel="canonical" href="https://n.example/%d"></head><body><nav>menu</nav><article><h1>News %d</h1><p>%s</p></article></body></html>`, n, n, n, textOf(n))
}

func pages(ns ...int) (as []unigraph.Article) {
	for _, n := range ns {
		a := wantOf(n)
		a.Text = a.Title + "\n" + a.Text
		as = append(as, a)
	}
	return as
}

// warcRecord is a record of a crawl.
func warcRecord(kind, address, contentType, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%x>\r\nWARC-Date: 2021-06-01T00:00:00Z\r\n"+
		"WARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, len(block), address, contentType, len(block), block)
}

func answer(address, header, body string) string {
	return warcRecord("response", address, "application/http; msgtype=response",
		fmt.Sprintf("HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s", header, len(body), body))
}

func gzipOf(t *testing.T, s string) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestCrawl(t *testing.T) {
	const html = "200 OK\r\nContent-Type: text/html"
	cyrillic, err := charmap.Windows1251.NewEncoder().String("<title>Новости</title><p>Ректор университета подписал соглашение о сотрудничестве.</p>")
	if err != nil {
		t.Fatal(err)
	}
	records := []string{
		warcRecord("warcinfo", "", "application/warc-fields", "software: test\r\n"),
		answer("https://n.example/robots.txt", "200 OK\r\nContent-Type: text/plain", "User-agent: *\nDisallow:\n"),
		warcRecord("request", "https://n.example/1", "application/http; msgtype=request", "GET /1 HTTP/1.1\r\n\r\n"),
		answer("https://n.example/1?utm_source=x", html, pageOf(1)),
		answer("https://n.example/picture", "200 OK\r\nContent-Type: image/png", "\x89PNG"),
		answer("https://n.example/gone", "404 Not Found\r\nContent-Type: text/html", "<p>Not found, sorry.</p>"),
		answer("https://n.example/2", html+"\r\nContent-Encoding: gzip", gzipOf(t, pageOf(2))),
		warcRecord("response", "https://n.example/bad", "application/http", "no answer of a server"),
		answer("http://N.example:80/ru#top", html+"; charset=windows-1251", cyrillic),
		warcRecord("resource", "https://n.example/plain", "text/plain", "Plain news of two universities."),
	}
	var whole, zipped string
	for _, r := range records {
		whole, zipped = whole+r, zipped+gzipOf(t, r)
	}
	write(t, map[string]string{"crawl.warc": whole, "crawl.warc.gz": zipped, "cut.warc.gz": zipped[:len(zipped)-150], "cut.warc": whole[:len(whole)-400], "empty.warc": "", "bad.warc": "WARC/1.0\r\n\x00\x00",
		"texts.warc.wet.gz": gzipOf(t, records[0]) + gzipOf(t, warcRecord("conversion", "https://n.example/plain", "text/plain", "Plain news of two universities."))})
	russian := want("http://n.example/ru", "Новости", "", "Новости\nРектор университета подписал соглашение о сотрудничестве.")
	russian.URL = "http://N.example:80/ru#top"
	plainNews := want("https://n.example/plain", "Plain news of two universities.", "", "Plain news of two universities.")
	all := append(pages(1, 2), russian, plainNews)
	checkFile(t, &Files{Paths: []string{"crawl.warc"}}, all, `crawl.warc:8: malformed answer of a server: malformed HTTP status code "answer"`)
	checkFile(t, &Files{Paths: []string{"crawl.warc.gz"}}, all, `crawl.warc:8: malformed answer of a server: malformed HTTP status code "answer"`)
	checkFile(t, &Files{Paths: []string{"cut.warc.gz"}}, all[:3], `cut.warc:8: malformed answer of a server: malformed HTTP status code "answer"`, `cut.warc:10: malformed WARC: the file ends in the middle: it was cut`)
	checkFile(t, &Files{Paths: []string{"cut.warc"}}, all[:2], `cut.warc:8: malformed answer of a server: malformed HTTP status code "answer"`, `cut.warc:9: malformed WARC: the file ends in the middle: it was cut`)
	checkFile(t, &Files{Paths: []string{"texts.warc.wet.gz"}}, all[3:])
	checkFile(t, &Files{Paths: []string{"empty.warc"}}, nil, `empty.warc: empty: there is no text in it`)
	checkFile(t, &Files{Paths: []string{"bad.warc"}}, nil, `bad.warc:1: malformed WARC: the file ends in the middle: it was cut`)
}

func TestMail(t *testing.T) {
	newsletter := func(n int) string {
		return fmt.Sprintf("From: News <news@n.example>\r\nSubject: =?utf-8?q?News_%d?=\r\nDate: Wed, 26 May 2021 10:00:00 +0200\r\nMessage-ID: <%d@n.example>\r\n"+
			"MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n%s\r\n"+
			"--b\r\nContent-Type: text/html\r\n\r\n<p>Hello</p>\r\n--b--\r\n", n, n, strings.ReplaceAll(textOf(n), "signed", "si=\r\ngned"))
	}
	saved := "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://n.example/1\r\nSubject: News 1\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related; type=\"text/html\"; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + pageOf(1) + "\r\n--b--\r\n"
	html := "Subject: Neues\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+R2VuZvhyIHVuZCBMdW5kPC9wPg==\r\n"
	var box bytes.Buffer
	w := mbox.NewWriter(&box)
	for _, m := range []string{newsletter(1), "No header here\r\n\r\nbody\r\n", newsletter(2)} {
		out, err := w.CreateMessage("news@n.example", time.Unix(0, 0))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write([]byte(m)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, map[string]string{"a.eml": newsletter(1), "page.mhtml": saved, "html.eml": html, "news.mbox": box.String(),
		"empty.eml": "", "cut.eml": newsletter(1)[:300], "bad.mbox": "no mailbox\n", "blank.eml": "Subject: x\r\n\r\n\r\n"})
	mailed := func(n int) unigraph.Article {
		a := wantOf(n)
		a.ID, a.URL, a.Text = unigraph.ArticleID(fmt.Sprintf("mid:%d@n.example", n)), "", a.Title+"\n"+a.Text
		return a
	}
	checkFile(t, &Files{Paths: []string{"a.eml"}}, []unigraph.Article{mailed(1)})
	checkFile(t, &Files{Paths: []string{"page.mhtml"}}, pages(1))
	checkFile(t, &Files{Paths: []string{"html.eml"}}, []unigraph.Article{want("html.eml", "Neues", "", "Neues\nGenfør und Lund")})
	checkFile(t, &Files{Paths: []string{"news.mbox"}}, []unigraph.Article{mailed(1), mailed(2)}, "news.mbox:2: malformed mail: message: malformed MIME header line: No header here")
	checkFile(t, &Files{Paths: []string{"cut.eml"}}, nil, "cut.eml: malformed mail: the file ends in the middle: it was cut")
	checkFile(t, &Files{Paths: []string{"bad.mbox"}}, nil, "bad.mbox:1: invalid mbox format")
	checkFile(t, &Files{Paths: []string{"blank.eml"}}, nil, "blank.eml: empty: there is no text in it")
}

// pdfOf is a PDF of one page with lines of text.
func pdfOf(lines ...string) string {
	content := "BT /F1 12 Tf 14 TL 72 720 Td"
	for _, line := range lines {
		content += " (" + strings.NewReplacer("(", `\(`, ")", `\)`).Replace(line) + ") Tj T*"
	}
	content += " ET"
	var out strings.Builder
	out.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, object := range []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>", "<< /Title (News of two) >>",
	} {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return out.String()
}

func TestPDF(t *testing.T) {
	whole := pdfOf("The University of Oulu", "and Lund University signed (twice).")
	write(t, map[string]string{"news.pdf": whole, "cut.pdf": whole[:400], "blank.pdf": pdfOf(), "bad.pdf": "%PDF-1.4\nnothing"})
	checkFile(t, &Files{Paths: []string{"news.pdf"}}, []unigraph.Article{want("news.pdf", "News of two", "", "The University of Oulu\nand Lund University signed (twice).")})
	checkFile(t, &Files{Paths: []string{"blank.pdf"}}, nil, "blank.pdf: empty: there is no text in it")
	checkFile(t, &Files{Paths: []string{"cut.pdf"}}, nil, "cut.pdf: unreadable PDF: not a PDF file: missing %%EOF")
	checkFile(t, &Files{Paths: []string{"bad.pdf"}}, nil, "bad.pdf: unreadable PDF: not a PDF file: missing %%EOF")
}

func TestFrontMatter(t *testing.T) {
	write(t, map[string]string{
		"a.md":   "---\ntitle: \"News 1\"\ndate: 2021-05-26\npermalink: https://n.example/1\ntags: [a, b]\n---\n\n" + textOf(1),
		"b.txt":  "---\nno fence\n\nText",
		"bad.md": "---\ntitle: [\n---\nText", "bomb.md": "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\nText", "only.md": "---\ntitle: x\n---\n",
	})
	checkFile(t, &Files{Paths: []string{"a.md"}}, articlesOf(1))
	checkFile(t, &Files{Paths: []string{"b.txt"}}, []unigraph.Article{want("b.txt", "---", "", "---\nno fence\n\nText")})
	checkFile(t, &Files{Paths: []string{"bad.md"}}, nil, "bad.md:1: malformed front matter: [1:8] sequence end token ']' not found")
	checkFile(t, &Files{Paths: []string{"bomb.md"}}, nil, "bomb.md:1: malformed front matter: it refers to other parts of itself")
	checkFile(t, &Files{Paths: []string{"only.md"}}, nil, "only.md: empty: there is no text in it")
}
