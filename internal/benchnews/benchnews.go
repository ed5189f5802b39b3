// Package benchnews writes exports of news for tests and benchmarks of loading:
// articles of about 300 words that name institutions of the gazetteer, state
// facts of every kind between sentences that state none, carry the boilerplate
// of their publishers, and are in one case of ten copies of each other. The same
// Export is the same articles every time, each made on its own, so that an
// export may be of any length.
package benchnews

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"time"
)

// An Export says what to write.
type Export struct {
	Articles int
	Names    Names
	Seed     uint64
	Page     int // bytes of the page that comes beside the text of each article, about; 0 for none
}

// Names are those that articles tell of.
type Names struct{ Universities, Alliances []string }

// ReadNames takes the names from the tables of the gazetteer in a folder.
func ReadNames(dir string) (n Names, err error) {
	if n.Universities, err = column(dir+"/universities.tsv", 1); err != nil {
		return n, err
	}
	n.Alliances, err = column(dir+"/alliances.tsv", 0)
	return n, err
}

func column(file string, at int) ([]string, error) {
	body, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var names []string
	for line := range strings.Lines(string(body)) {
		if cells := strings.Split(line, "\t"); !strings.HasPrefix(line, "#") && len(cells) > at {
			names = append(names, cells[at])
		}
	}
	return names, nil
}

// An Article is one line of an export.
type Article struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Text      string `json:"text"`
	HTML      string `json:"html,omitempty"`
}

// WriteTo writes the export as JSON lines.
func (e Export) WriteTo(out io.Writer) (int64, error) {
	counted := &counter{Writer: out}
	buffered := bufio.NewWriter(counted)
	lines := json.NewEncoder(buffered)
	lines.SetEscapeHTML(false)
	for i := range e.Articles {
		a := e.Article(i)
		a.HTML = e.page(i)
		if err := lines.Encode(a); err != nil {
			return counted.written, err
		}
	}
	err := buffered.Flush()
	return counted.written, err
}

// A counter counts what it writes.
type counter struct {
	io.Writer
	written int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.Writer.Write(p)
	c.written += int64(n)
	return n, err
}

// WriteFile writes the export to a file of JSON lines.
func (e Export) WriteFile(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err := e.WriteTo(file); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

// Article makes the i-th article: one of its own, or a copy of one shortly
// before it.
func (e Export) Article(i int) Article {
	r := rand.New(rand.NewPCG(e.Seed, uint64(i)))
	if r.IntN(10) == 0 && i > 0 {
		return e.copy(r, i, max(0, i-1-r.IntN(500)))
	}
	w := writer{Rand: r, names: e.Names}
	return e.named(w.article(), i)
}

// page makes the page of article i, as crawlers keep it: of any length up to
// twice the usual one, and a hundred times that for one of a thousand.
func (e Export) page(i int) string {
	if e.Page == 0 {
		return ""
	}
	r := rand.New(rand.NewPCG(e.Seed, uint64(i)))
	size := r.IntN(2 * e.Page)
	if r.IntN(1000) == 0 {
		size = 100 * e.Page
	}
	return strings.Repeat(pageLine, size/len(pageLine))
}

const pageLine = "<div class='menu'><a href='/news'>News</a> <a href='/about'>About us</a> <script>track('page view')</script></div>\n"

// named is a as article i, which no other export has.
func (e Export) named(a Article, i int) Article {
	a.ID, a.URL = fmt.Sprintf("%d-%d", e.Seed, i), fmt.Sprintf("%s/%d-%d", a.URL, e.Seed, i)
	return a
}

// copy makes article i out of what article j would be if it were none.
func (e Export) copy(r *rand.Rand, i, j int) Article {
	w := writer{Rand: rand.New(rand.NewPCG(e.Seed, uint64(j))), names: e.Names}
	w.IntN(10) // as Article did
	a := w.article()
	a.URL = "https://copies.example"
	paragraphs := strings.Split(a.Text, "\n\n")
	if r.IntN(2) == 0 {
		paragraphs = paragraphs[:len(paragraphs)-1]
	}
	a.Title = "Reported elsewhere: " + a.Title
	paragraphs[0] = a.Title
	a.Text = strings.Join(paragraphs, "\n\n")
	return e.named(a, i)
}

// A writer makes one article.
type writer struct {
	*rand.Rand
	names Names
	day   time.Time
}

func (w writer) one(of []string) string { return of[w.IntN(len(of))] }

// university is one of the names, the early ones more often, as in the news.
func (w writer) university() string {
	n := len(w.names.Universities)
	return w.names.Universities[min(n-1, int(w.ExpFloat64()*float64(n)/6))]
}

func (w writer) person() string { return w.one(givenNames) + " " + w.one(surnames) }

func (w writer) date() string { return w.day.Format("2 January 2006") }

func (w writer) article() Article {
	w.day = time.Date(2005, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, w.IntN(7000))
	home := w.university()
	publisher := publishers[w.IntN(len(publishers))]
	title := fmt.Sprintf("%s %s", home, w.one(headlines))
	text := []string{title, fmt.Sprintf(publisher.begin, w.date())}
	for words := 0; words < 260; {
		paragraph := w.paragraph(home)
		words += len(strings.Fields(paragraph))
		text = append(text, paragraph)
	}
	text = append(text, publisher.end)
	return Article{
		URL: "https://" + publisher.host, Title: title,
		Published: w.day.AddDate(0, 0, 1+w.IntN(3)).Format(time.DateOnly), Text: strings.Join(text, "\n\n"),
	}
}

// paragraph has a sentence that may state a fact, and some that do not.
func (w writer) paragraph(home string) string {
	sentences := []string{w.fact(home)}
	for range 2 + w.IntN(3) {
		sentences = append(sentences, w.filler())
	}
	return strings.Join(sentences, " ")
}

func (w writer) fact(home string) string {
	return strings.NewReplacer("{home}", home, "{other}", w.university(), "{third}", w.university(), "{alliance}", w.one(w.names.Alliances),
		"{date}", w.date(), "{year}", fmt.Sprint(w.day.Year()), "{person}", w.person(), "{guest}", w.person(), "{field}", w.one(fields),
	).Replace(w.one(facts))
}

func (w writer) filler() string {
	s := fmt.Sprintf("%s %s %s %s%s.", w.one(subjects), w.one(verbs), w.one(things), w.one(circumstances), w.one(endings))
	return strings.NewReplacer("{n}", fmt.Sprint(2+w.IntN(900)), "{field}", w.one(fields)).Replace(s)
}
