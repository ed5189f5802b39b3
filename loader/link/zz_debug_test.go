package link

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"unigraph"
	"unigraph/loader/extract"
	"unigraph/loader/gazetteer"
)

func TestZZ(t *testing.T) {
	if os.Getenv("ZZ") == "" {
		t.Skip()
	}
	g := gazetteer.Default()
	x, l := extract.New(g), New(g)
	out, _ := os.Create(os.Getenv("ZZ"))
	enc := json.NewEncoder(out)
	files, _ := filepath.Glob("/work/shared/gold/*/*.txt")
	own, _ := filepath.Glob("/tmp/dbg/[onf][wer][new]*/*.txt")
	files = append(files, own...)
	for _, f := range files {
		b, _ := os.ReadFile(f)
		a := unigraph.Article{ID: unigraph.ArticleID(f), Text: string(b)}
		r, err := x.Extract(context.Background(), a)
		if err != nil {
			t.Fatal(err)
		}
		r, err = l.Link(context.Background(), a, r)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Batch(a).Validate(); err != nil {
			t.Errorf("%s: %v", f, err)
		}
		enc.Encode(goldShape(f, r))
	}
}

func eid(i int) string { b, _ := json.Marshal(i); return "e" + string(b) }

func goldShape(f string, r unigraph.Reading) any {
	types := map[unigraph.EntityType]string{"university": "University", "alliance": "Alliance", "organization": "Organization", "person": "Person", "country": "Country", "place": "Place"}
	d := map[string]any{"source": f, "published": r.Published}
	if r.Publisher >= 0 {
		d["publisher"] = r.Referents[r.Publisher].Name
	}
	var es, as, ms, vs, fs []any
	ent := map[int]bool{}
	for i, ref := range r.Referents {
		if len(ref.Mentions) == 0 || ref.Entity.ID == "" {
			continue
		}
		ent[i] = true
		var mm []string
		for _, m := range ref.Mentions {
			mm = append(mm, m.Text)
		}
		es = append(es, map[string]any{"id": eid(i), "type": types[ref.Type], "name": ref.Name, "mentions": mm, "country": ref.Entity.Country})
	}
	ids := func(x []int) (o []string) {
		for _, i := range x {
			o = append(o, eid(i))
		}
		return
	}
	for _, a := range r.Agreements {
		if a.Modality != unigraph.Done {
			continue
		}
		var dt any
		if a.Date != "" {
			dt = a.Date
		}
		as = append(as, map[string]any{"parties": ids(a.Parties), "signatories": ids(a.Signatories), "kind": a.Kind, "date": dt, "evidence": a.Evidence[0].Quote, "rule": a.Evidence[0].Rule})
	}
	for _, c := range r.Relations {
		if c.Modality != unigraph.Done {
			continue
		}
		s, o := eid(c.Subject), eid(c.Object)
		var dt any
		if c.Date != "" {
			dt = c.Date
		}
		switch c.Kind {
		case unigraph.MemberOf:
			ms = append(ms, map[string]any{"member": s, "alliance": o, "rule": c.Evidence[0].Rule})
		case unigraph.Visited:
			vs = append(vs, map[string]any{"visitor": s, "host": o, "date": dt, "rule": c.Evidence[0].Rule})
		case unigraph.AffiliatedWith:
			fs = append(fs, map[string]any{"person": s, "organization": o, "role": c.Role, "rule": c.Evidence[0].Rule})
		}
	}
	d["entities"], d["agreements"], d["memberships"], d["visits"], d["affiliations"] = es, as, ms, vs, fs
	return d
}
