package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"

	"unigraph"
	"unigraph/loader"
	"unigraph/loader/extract"
	"unigraph/loader/link"
	"unigraph/loader/source"
)

type loadCommand struct {
	storeFlags
	queueFlags
	gazetteerFlags
	sourceFlags
	Resume  bool   `default:"true" negatable:"" help:"Pass over articles that the store has as they are (default); with --no-resume all are read again."`
	Prune   bool   `help:"At the end, remove articles that earlier loads found in the same paths and this one did not; nothing is removed if an article failed."`
	DryRun  bool   `help:"Write nothing, and tell which articles and facts would be added, changed and removed."`
	Rejects string `placeholder:"FILE" help:"Write what could not be loaded to this file, as JSON lines that load again once mended."`
	Report  string `placeholder:"FILE" help:"Write the closing report to this file too, as JSON."`
}

// sourceFlags say what is read.
type sourceFlags struct {
	Paths        []string       `arg:"" name:"path" help:"Files, folders, globs and http(s) addresses; - is standard input."`
	Map          source.Mapping `placeholder:"PART=FIELD,…" mapsep:"," help:"Which field or column holds what: text=body,published=date. Parts are text, title, url, published and id; a nested field is named with dots, a column also by number."`
	AllowPrivate bool           `help:"Let addresses lead into private networks and to this machine."`
}

func (f sourceFlags) files(std streams) (*source.Files, error) {
	if err := f.Map.Validate(); err != nil {
		return nil, usageError{fmt.Errorf("--map: %w", err)}
	}
	return &source.Files{Paths: f.Paths, Stdin: std.in, Map: f.Map, AllowPrivate: f.AllowPrivate, Cache: cacheFolder()}, nil
}

// cacheFolder keeps fetched feeds, to ask only for what is new; "" where the
// system has no place for it.
func cacheFolder() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "unigraph", "fetched")
}

const inputHelp = `What is read, by the extension or else by the look of a file:

    .jsonl .ndjson .json     an article a line, an array of articles, or the answer of a news service
    .csv .tsv .xlsx          an article a row, with or without a header, in any dialect
    .rss .atom .xml          feeds
    .html .htm .mhtml        pages and saved pages, without menus and footers
    .warc                    crawls
    .eml .mbox               newsletters
    .txt .md .pdf            an article each; text may begin with front matter in YAML

Each may be in .gz, .zst, .bz2, .zip or .tar. Folders are read with all their folders, without hidden files. The fields of an export (text, title, url, published, id) are guessed from their names, such as body or "Publication Date", or else from what is in them; --map says what the guess gets wrong. Encodings are found out.`

// Help implements kong.HelpProvider.
func (loadCommand) Help() string {
	return inputHelp + `

An article is known by the id that its export gives, else by its URL, else by the path of its file, else by its content. Loading it again costs little and changes nothing; a changed article replaces what it said before. A load that was killed, or lost its store, is simply started again, and goes on where it was. Copies of one story are all kept, and counted as one source of what they say.

What cannot be read is reported, and costs no other article. Addresses are fetched unless they lead into a private network or to this machine, and feeds are asked only for what is new.

Examples:

    unigraph load news/ https://news.example.edu/feed.xml
    unigraph load export.csv.gz --map text=Volltext --rejects rejects.jsonl
    unigraph load rejects.jsonl                       after mending it
    unigraph load --queue nats://queue.example.org crawl/      for unigraph work, on many machines
    unigraph load --store neo4j://db.example.org 'crawl/*.warc.gz' --report report.json
    cat export.jsonl | unigraph load -`
}

// Run loads articles into a store, or tells what that would change, or puts them on a
// queue. Articles that fail do not stop it; it fails at the end if any did.
func (c loadCommand) Run(ctx context.Context, std streams) (err error) {
	files, err := c.files(std)
	if err != nil {
		return err
	}
	if c.Queue != "" {
		return c.send(ctx, std, files)
	}
	l, store, err := loaderInto(ctx, c.gazetteerFlags, c.storeFlags, files)
	if err != nil {
		return err
	}
	defer store.Close()
	l.Reread, l.Prune = !c.Resume, c.Prune
	load := loader.Loader.Run
	if c.DryRun {
		load = func(l loader.Loader, ctx context.Context) (loader.Report, error) { return preview(ctx, l, store) }
	}
	return c.run(ctx, std, files, l, load, loader.Report.String)
}

// run runs a load with its progress, its rejects and its report, which tell lays
// out.
func (c loadCommand) run(ctx context.Context, std streams, files *source.Files, l loader.Loader,
	load func(loader.Loader, context.Context) (loader.Report, error), tell func(loader.Report) string) error {
	rejects := lazyFile{path: c.Rejects}
	if c.Rejects != "" {
		l.Rejects = &rejects
	}
	progress := newProgress(std.err, files)
	l.Progress = progress.show
	report, err := load(l, ctx)
	progress.end()
	fmt.Fprint(std.out, tell(report))
	err = errors.Join(err, rejects.Close(), c.writeReport(report))
	if err == nil && report.Failed > 0 {
		err = errSome
	}
	return err
}

// preview runs a load that writes into a scratch instead of the store.
func preview(ctx context.Context, l loader.Loader, store unigraph.Store) (report loader.Report, err error) {
	dir, err := os.MkdirTemp("", "unigraph-*")
	if err != nil {
		return report, fmt.Errorf("--dry-run: %w", err)
	}
	defer os.RemoveAll(dir)
	scratch, err := storeFlags{Store: "sqlite:" + filepath.Join(dir, "scratch.db")}.open(ctx)
	if err != nil {
		return report, fmt.Errorf("--dry-run: %w", err)
	}
	defer scratch.Close()
	p := loader.NewPreview(store, scratch)
	l.Store = p
	if report, err = l.Run(ctx); err != nil {
		return report, err
	}
	facts, err := p.Facts(ctx)
	report.Preview = &facts
	return report, err
}

func (c loadCommand) writeReport(report loader.Report) error {
	if c.Report == "" {
		return nil
	}
	body, err := json.MarshalIndent(report, "", "  ")
	if err == nil {
		err = os.WriteFile(c.Report, append(body, '\n'), 0o644)
	}
	if err != nil {
		return fmt.Errorf("--report: %w", err)
	}
	return nil
}

// lazyFile is a file that is made when something is written to it. It replaces
// the file at its path when it is closed, so that a load may read the rejects of
// the one before.
type lazyFile struct {
	path string
	file *os.File
}

// Write writes to the file, which the first one makes.
func (f *lazyFile) Write(p []byte) (int, error) {
	if f.file == nil {
		file, err := os.Create(f.path + ".new")
		if err != nil {
			return 0, err
		}
		f.file = file
	}
	return f.file.Write(p)
}

// Close implements io.Closer.
func (f *lazyFile) Close() error {
	if f.file == nil {
		return nil
	}
	return errors.Join(f.file.Close(), os.Rename(f.file.Name(), f.path))
}

var _ io.WriteCloser = (*lazyFile)(nil)

// loadGarbage is how much garbage a load may have, in percent of what is in use:
// articles become some at once, and little else is in use. From loadMemory on,
// in bytes, which is beside the memory of SQLite, it is collected at once.
const (
	loadGarbage = 400
	loadMemory  = 128 << 20
)

// loaderInto makes a loader into the store that flags name, which is the
// caller's to close.
func loaderInto(ctx context.Context, names gazetteerFlags, into storeFlags, from loader.Source) (loader.Loader, unigraph.Store, error) {
	l, err := names.loader(from)
	if err != nil {
		return l, nil, err
	}
	store, err := into.open(ctx)
	if err != nil {
		return l, nil, err
	}
	l.Store = store
	collectLess(loadGarbage)
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(loadMemory)
	}
	return l, store, nil
}

// loader puts the steps together that need no store. What another revision, or
// another gazetteer, has read is read again.
func (f gazetteerFlags) loader(from loader.Source) (loader.Loader, error) {
	names, err := f.open()
	if err != nil {
		return loader.Loader{}, err
	}
	version := revision()
	if f.Gazetteer != "" {
		info, err := os.Stat(f.Gazetteer)
		if err != nil {
			return loader.Loader{}, usageError{fmt.Errorf("--gazetteer: %w", err)}
		}
		version += fmt.Sprintf(" %d %d", info.Size(), info.ModTime().UnixNano())
	}
	return loader.Loader{Source: from, Extractor: extract.New(names), Linker: link.New(names), Version: version}, nil
}
