// Command bench measures the service beside its peers, on one network, on one
// machine, in one run, and prints the tables of docs/performance.md. It starts
// all it needs: Neo4j, the peer, and the binary of the project, each as a process
// of its own. Databases stay in the folder for the next run.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"unigraph/internal/benchnet"
	"unigraph/store"
)

func main() {
	var r run
	flag.StringVar(&r.binary, "binary", "bin/unigraph", "the `file` of the project")
	flag.StringVar(&r.folder, "folder", "bin/bench-api", "the `folder` of the databases, and of the peer in peer/")
	flag.DurationVar(&r.during, "time", 5*time.Second, "how long each is asked in a round")
	flag.IntVar(&r.rounds, "rounds", 3, "how often each has its turn")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := r.run(ctx); err != nil {
		log.Fatal("bench: ", err)
	}
}

// connections is how many ask at the same time.
const connections = 16

// A run measures all contenders in turns, so that each meets the machine in
// the same moods.
type run struct {
	binary, folder string
	during         time.Duration
	rounds         int

	network   benchnet.Network
	databases databases
	started   []*process
}

func (r *run) run(ctx context.Context) error {
	if err := os.MkdirAll(r.folder, 0o755); err != nil {
		return err
	}
	r.network = benchnet.Standard
	var err error
	if r.databases, err = load(ctx, r.folder, r.network); err != nil {
		return err
	}
	defer r.databases.neo4j.Stop()
	defer func() {
		for _, p := range r.started {
			p.stop()
		}
	}()
	f, err := r.contenders()
	if err != nil {
		return err
	}
	if err := r.check(ctx, f.partners()); err != nil {
		return err
	}
	for _, c := range []*contender{f.keptNeo4j, f.keptSQLite} {
		if err := c.askAll(r.network); err != nil {
			return err
		}
	}
	for round := -1; round < r.rounds; round++ { // the first warms up
		log.Printf("round %d of %d", round+1, r.rounds)
		for _, c := range f.all() {
			if err := errors.Join(ctx.Err(), r.measure(c, round >= 0)); err != nil {
				return err
			}
		}
	}
	f.print(os.Stdout)
	return nil
}

// check sees that all answer alike, as the store does.
func (r *run) check(ctx context.Context, all []*contender) error {
	s, err := store.Open(ctx, r.databases.sqlite, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	for _, c := range all {
		if err := c.check(ctx, r.network, s); err != nil {
			return err
		}
	}
	return nil
}

// measure asks a contender, and keeps what is counted.
func (r *run) measure(c *contender, counted bool) error {
	many, one := &c.many, &c.one
	if !counted {
		many, one = new(result), new(result)
	}
	if err := c.ask(many, connections, r.network.Universities, r.during); err != nil {
		return err
	}
	return c.ask(one, 1, r.network.Universities, r.during/2)
}

// contenders starts all servers.
func (r *run) contenders() (f field, err error) {
	neo4j := r.databases.neo4j
	login := []string{"NEO4J_USERNAME=" + neo4j.Username, "NEO4J_PASSWORD=" + neo4j.Password}
	if f.bolt, err = rawBolt(neo4j.Server, r.network); err != nil {
		return f, err
	}
	started, err := r.start(startPeer(filepath.Join(r.folder, "peer"), neo4j.Server))
	if err != nil {
		return f, err
	}
	f.peer = over(started, "@neo4j/graphql 7.6.3, Apollo Server 5.5", about("/", peer, r.network), decodePeer)
	requests := about("/query", ours, r.network)
	for _, s := range []struct {
		into        **contender
		name, store string
		cache       int
	}{
		{&f.neo4j, "unigraph on Neo4j", neo4j.URL, 0},
		{&f.sqlite, "unigraph on SQLite", r.databases.sqlite, 0},
		{&f.keptNeo4j, "unigraph on Neo4j, answers kept", neo4j.URL, 64},
		{&f.keptSQLite, "unigraph on SQLite, answers kept", r.databases.sqlite, 64},
	} {
		started, err := r.start(serve(r.binary, s.store, s.cache, login...))
		if err != nil {
			return f, err
		}
		*s.into = over(started, s.name, requests, decodeOurs)
	}
	for i, s := range shapes {
		f.shapes[i] = over(f.sqlite.server, s.name, about("/query", s.query, r.network), nil)
	}
	return f, nil
}

// start notes what is to be stopped.
func (r *run) start(p *process, err error) (*process, error) {
	if err == nil {
		r.started = append(r.started, p)
	}
	return p, err
}

// A shape is a question of the benchmark of tailcall, and what gqlgen has there,
// in requests a second.
type shape struct {
	name, query string
	published   float64
}

var shapes = [3]shape{
	{"a scalar", `query Name($id: ID!) { university(id: $id) { name } }`, 25_700},
	{"a list of 100", `{ universities(first: 100) { nodes { id name } } }`, 1_100},
	{"a list of 100 with nested lists", `{ agreements(first: 100) { nodes { id date parties { id name } } } }`, 400},
}

// A field is all contenders.
type field struct {
	bolt, peer, neo4j, sqlite, keptNeo4j, keptSQLite *contender
	shapes                                           [len(shapes)]*contender
}

// partners are those that are asked for partners by country.
func (f field) partners() []*contender {
	return []*contender{f.bolt, f.peer, f.neo4j, f.sqlite, f.keptNeo4j, f.keptSQLite}
}

func (f field) all() []*contender { return append(f.partners(), f.shapes[:]...) }

func ms(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000) }
