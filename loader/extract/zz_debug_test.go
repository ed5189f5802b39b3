package extract

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"unigraph"
	"unigraph/loader/gazetteer"
)

func TestZZD(t *testing.T) {
	for _, f := range strings.Fields(os.Getenv("ZZD")) {
		b, err := os.ReadFile(map[bool]string{true: f, false: "/work/shared/gold/" + f + ".txt"}[f[0] == 47])
		if err != nil {
			t.Fatal(err)
		}
		x := New(gazetteer.Default())
		d := x.read(unigraph.Article{Text: string(b)})
		fmt.Println("=====", f, "pub", d.published, "publisher", d.publisher)
		for n, r := range d.referents {
			fmt.Println(" ", n, r.kind, r.names, r.country, d.home[n])
		}
		for _, s := range d.sents {
			var o strings.Builder
			for i := s[0]; i < s[1]; i++ {
				if n := d.at(i); n >= 0 {
					m := d.mentions[n]
					fmt.Fprintf(&o, "[%c%d:%s", m.kind[0]-32, m.ref, m.name)
					if g := d.governor(m); g != "" {
						fmt.Fprintf(&o, "^%s", g)
					}
					o.WriteString("] ")
					i = m.j - 1
					continue
				}
				o.WriteString(d.toks[i].text + " ")
			}
			fmt.Println(d.kindOf(s[0]), o.String())
		}
		for _, m := range d.dates {
			fmt.Println("date", d.span(m.i, m.j), m.date, m.full)
		}
		for _, a := range d.affiliations {
			fmt.Println("aff", a.person, a.at, a.role, "|", d.span(a.i, a.j), a.rule)
		}
		for _, a := range d.reading.Agreements {
			fmt.Println("SIGN", a.Parties, a.Signatories, a.Kind, a.Date, a.Modality, a.Evidence[0].Rule, a.Evidence[0].Quote)
		}
		for _, a := range d.reading.Relations {
			fmt.Println(a.Kind, a.Subject, a.Object, a.Date, a.Modality, a.Evidence[0].Rule, a.Evidence[0].Quote)
		}
	}
	_ = context.Background
}
