package neo4j

import (
	"context"
	"fmt"
	"hash/maphash"
	"os"
	"path/filepath"
	"strings"

	"unigraph"
)

// Origin is what WriteImport needs of a store.
type Origin interface {
	unigraph.Archive
	unigraph.Finder
}

// ImportArguments is the file of an import set that tells the importer of the
// others.
const ImportArguments = "import.args"

// WriteImport writes what from holds to the folder dir, as the files that
// `neo4j-admin database import full` makes a database of: the one that upserts
// of the same articles would have made. Nobody may write to from meanwhile. Of
// the size of the network, only what entities are told as and events of
// uncertain date cost memory, some 16 bytes each.
func WriteImport(ctx context.Context, from Origin, dir string) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("neo4j: import set: %w", err)
		}
	}()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	arguments := filepath.Join(dir, ImportArguments)
	if err := os.Remove(arguments); err != nil && !os.IsNotExist(err) { // until the set is whole
		return err
	}
	set := importSet{from: from, files: map[string]*importFile{}, tellings: map[int64]bool{}, coarse: map[uint64]bool{}, seed: maphash.MakeSeed()}
	defer set.abandon()
	for _, t := range importTables {
		if err := set.create(dir, t); err != nil {
			return err
		}
	}
	for _, write := range []func(context.Context) error{
		set.writeLocks, set.writeArticles, set.writeEntities, set.writeAgreements, set.writeRelations, set.finish,
	} {
		if err := write(ctx); err != nil {
			return err
		}
	}
	return os.WriteFile(arguments, []byte(importArguments()), 0o644)
}

// An importSet is one under way.
type importSet struct {
	from     Origin
	files    map[string]*importFile // by table
	tellings map[int64]bool         // those written
	coarse   map[uint64]bool        // hashes of events with a report of a coarse date
	seed     maphash.Seed
}

// create begins the files of a table.
func (s *importSet) create(dir string, t importTable) error {
	columns := strings.Fields(t.columns)
	if err := os.WriteFile(filepath.Join(dir, t.header()), []byte(strings.Join(columns, ",")+"\n"), 0o644); err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(dir, t.data()))
	if err != nil {
		return err
	}
	s.files[t.name] = newImportFile(file, columns)
	return nil
}

func (s *importSet) finish(context.Context) error {
	for _, f := range s.files {
		if err := f.close(); err != nil {
			return err
		}
	}
	return nil
}

// abandon closes what finish has not.
func (s *importSet) abandon() {
	for _, f := range s.files {
		_ = f.file.Close() // twice is no harm
	}
}

func (s *importSet) writeLocks(context.Context) error {
	for stripe := range articleLocks + 2*stripes {
		if err := s.files["locks"].write(row{":ID(Lock)": fmt.Sprint(stripe), "stripe": stripe}); err != nil {
			return err
		}
	}
	return nil
}

// importPage is how many articles are read at a time.
const importPage = 1000

// writeArticles writes the articles with what they tell and report.
func (s *importSet) writeArticles(ctx context.Context) error {
	for after := unigraph.ArticleID(""); ; {
		batches, err := s.from.Batches(ctx, after, importPage)
		if err != nil || len(batches) == 0 {
			return err
		}
		homes := homes{from: s.from, events: map[string][]event{}}
		for _, b := range batches {
			after = b.Article.ID
			if err := s.writeArticle(ctx, b, homes); err != nil {
				return fmt.Errorf("article %q: %w", after, err)
			}
		}
	}
}

func (s *importSet) writeArticle(ctx context.Context, b unigraph.Batch, homes homes) error {
	if err := s.files["articles"].write(articleRow(b)); err != nil {
		return err
	}
	for _, e := range b.Entities {
		if err := s.writeTelling(b.Article.ID, e); err != nil {
			return err
		}
	}
	for i, a := range b.Agreements {
		home, err := homes.ofAgreement(ctx, a)
		if err == nil {
			err = s.writeReports(b.Article.ID, home, a.Date, agreementReport(i, a), a.Evidence)
		}
		if err != nil {
			return err
		}
	}
	for i, r := range b.Relations {
		home, err := homes.ofRelation(ctx, r)
		if err == nil {
			err = s.writeReports(b.Article.ID, home, r.Date, relationReport(len(b.Agreements)+i, r), r.Evidence)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *importSet) writeTelling(article unigraph.ArticleID, e unigraph.Entity) error {
	id := tellingID(e)
	node := fmt.Sprint(id)
	if !s.tellings[id] {
		s.tellings[id] = true
		t := entityRow(e)
		t[":ID(Telling)"], t["id"] = node, id
		if err := s.files["tellings"].write(t); err != nil {
			return err
		}
		if err := s.files["told-as"].write(row{":START_ID(Entity)": ordered(e.ID), ":END_ID(Telling)": node}); err != nil {
			return err
		}
	}
	return s.files["mentions"].write(row{":START_ID(Article)": string(article), ":END_ID(Telling)": node})
}

// writeReports writes a claim about the fact home, a relationship for each piece
// of evidence.
func (s *importSet) writeReports(article unigraph.ArticleID, home unigraph.FactID, d unigraph.Date, claim row, evidence []unigraph.Evidence) error {
	if coarseness(d) > 0 {
		s.coarse[maphash.String(s.seed, string(home))] = true
	}
	for _, e := range evidence {
		r := evidenceReport(claim, e)
		r[":START_ID(Article)"], r[":END_ID(Fact)"] = string(article), ordered(home)
		if err := s.files["reports"].write(r); err != nil {
			return err
		}
	}
	return nil
}

func (s *importSet) writeEntities(ctx context.Context) error {
	return walk(func(p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error) {
		return s.from.FindEntities(ctx, unigraph.EntityFilter{}, p)
	}, func(e unigraph.Entity) (unigraph.Position, error) {
		r := wholeEntityRow(e)
		r[":LABEL"] = label(e.ID.Type())
		return unigraph.Position(e.ID), s.files["entities"].write(r)
	})
}

func (s *importSet) writeAgreements(ctx context.Context) error {
	return walk(func(p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
		return s.from.FindAgreements(ctx, unigraph.AgreementFilter{FactFilter: unigraph.FactFilter{Modalities: unigraph.Modalities}}, p)
	}, func(a unigraph.Agreement) (unigraph.Position, error) {
		a.Evidence = s.reportsOf(a.ID)
		f := agreementFact(a)
		if labels := labelsOf(f.properties); len(labels) > 0 {
			f.properties[":LABEL"] = labels
		}
		if err := s.files["agreements"].write(f.properties); err != nil {
			return "", err
		}
		for _, e := range f.ends {
			if err := s.files["signed"].write(row{":START_ID(Entity)": ordered(e), ":END_ID(Fact)": f.properties["id"]}); err != nil {
				return "", err
			}
		}
		return unigraph.Position(a.ID), nil
	})
}

func (s *importSet) writeRelations(ctx context.Context) error {
	return walk(func(p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
		return s.from.FindRelations(ctx, unigraph.RelationFilter{FactFilter: unigraph.FactFilter{Modalities: unigraph.Modalities}}, p)
	}, func(rel unigraph.Relation) (unigraph.Position, error) {
		rel.Evidence = s.reportsOf(rel.ID)
		f := relationFact(rel)
		if err := s.files["relations"].write(f.properties); err != nil {
			return "", err
		}
		r := relationship(f.properties)
		r[":START_ID(Entity)"], r[":TYPE"], r[":END_ID(Entity)"] = f.properties["subject"], f.properties["kind"], f.properties["object"]
		return unigraph.Position(rel.ID), s.files["related"].write(r)
	})
}

// reportsOf stands for the reports of a fact: whether one of them is coarse.
func (s *importSet) reportsOf(id unigraph.FactID) []unigraph.Evidence {
	if s.coarse[maphash.String(s.seed, string(id))] {
		return []unigraph.Evidence{{End: 1}}
	}
	return nil
}

// walk visits all rows of find; visit gives the place of each.
func walk[T any](find func(unigraph.Page) (unigraph.PageOf[T], error), visit func(T) (unigraph.Position, error)) error {
	for p := (unigraph.Page{Limit: unigraph.MaxPage}); ; {
		found, err := find(p)
		if err != nil {
			return err
		}
		for _, item := range found.Items {
			if p.After, err = visit(item); err != nil {
				return err
			}
		}
		if !found.More {
			return nil
		}
	}
}
