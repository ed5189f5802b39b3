package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"unigraph"
	"unigraph/internal/benchnews"
	"unigraph/internal/neo4jtest"
)

// The environment of a process of the tests that is to be the program itself.
const (
	runsProgram  = "UNIGRAPH_TEST_PROGRAM"
	maxFileBytes = "UNIGRAPH_TEST_MAX_FILE" // as if the disk were full beyond
)

func TestMain(m *testing.M) {
	if os.Getenv(runsProgram) == "" {
		os.Exit(m.Run())
	}
	if limit, err := strconv.ParseUint(os.Getenv(maxFileBytes), 10, 64); err == nil {
		signal.Ignore(syscall.SIGXFSZ)
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
			panic(err)
		}
	}
	main()
}

// takesMinutes passes over a test with -short. The gate names those that do.
func takesMinutes(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("takes minutes")
	}
}

// program makes a process of the program.
func program(env []string, args ...string) (*exec.Cmd, *bytes.Buffer) {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), append(env, runsProgram+"=1")...)
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	return cmd, &output
}

// writeExport writes an export of n articles in the working directory.
func writeExport(t *testing.T, n int) string {
	t.Helper()
	names, err := benchnews.ReadNames(gazetteerData)
	if err != nil {
		t.Fatal(err)
	}
	if err := (benchnews.Export{Articles: n, Names: names, Seed: 7}).WriteFile("export.jsonl"); err != nil {
		t.Fatal(err)
	}
	return "export.jsonl"
}

// gazetteerData is found before a test changes the working directory.
var gazetteerData, _ = filepath.Abs("../../loader/gazetteer/data")

// opened gives a store, which is the caller's to close, and counts what it holds.
func opened(t *testing.T, flags storeFlags) (unigraph.Store, unigraph.Stats) {
	t.Helper()
	s, err := flags.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	stats, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s, stats
}

// network gives all that a store answers of facts and their evidence, a line
// each.
func network(t *testing.T, flags storeFlags) []string {
	t.Helper()
	s, stats := opened(t, flags)
	defer s.Close()
	lines := []string{fmt.Sprintf("%+v", stats)}
	add := func(v any) { lines = append(lines, fmt.Sprintf("%+v", v)) }
	var facts []unigraph.FactID
	walk(t, func(p unigraph.Page) (unigraph.PageOf[unigraph.Entity], error) {
		return s.FindEntities(t.Context(), unigraph.EntityFilter{}, p)
	}, func(e unigraph.Entity) string { add(e); return string(e.ID) })
	all := unigraph.FactFilter{Modalities: unigraph.Modalities}
	walk(t, func(p unigraph.Page) (unigraph.PageOf[unigraph.Agreement], error) {
		return s.FindAgreements(t.Context(), unigraph.AgreementFilter{FactFilter: all}, p)
	}, func(a unigraph.Agreement) string { add(a); facts = append(facts, a.ID); return string(a.ID) })
	walk(t, func(p unigraph.Page) (unigraph.PageOf[unigraph.Relation], error) {
		return s.FindRelations(t.Context(), unigraph.RelationFilter{FactFilter: all}, p)
	}, func(r unigraph.Relation) string { add(r); facts = append(facts, r.ID); return string(r.ID) })
	evidence, err := s.Evidence(t.Context(), facts)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range facts {
		add(evidence[id])
	}
	return lines
}

func walk[T any](t *testing.T, find func(unigraph.Page) (unigraph.PageOf[T], error), id func(T) string) {
	t.Helper()
	for p := (unigraph.Page{Limit: unigraph.MaxPage}); ; {
		found, err := find(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range found.Items {
			p.After = unigraph.Position(id(v))
		}
		if !found.More {
			return
		}
	}
}

// undisturbed is the network of an export that nothing happened to.
func undisturbed(t *testing.T, export string) []string {
	t.Helper()
	if status, out, stderr := execute(t, "", "load", "--store", "sqlite:undisturbed.db", export); status != statusOK {
		t.Fatalf("load: status %d\n%s%s", status, out, stderr)
	}
	return network(t, storeFlags{Store: "sqlite:undisturbed.db"})
}

func compare(t *testing.T, what string, want, got []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: another network than that of an undisturbed load (-want +got):\n%.4000s", what, diff)
	}
}

const kills = 20

// killed loads an export with a program that is killed at random moments, and
// goes on each time, until kills have been done; each network that comes of it
// is compared. The moments lie within the time of an undisturbed load. Fresh empties the store.
func killed(t *testing.T, export string, articles int, flags storeFlags, fresh func(), want []string) {
	env := []string{"NEO4J_USERNAME=" + flags.Neo4jUsername, "NEO4J_PASSWORD=" + flags.Neo4jPassword}
	load := func(longest time.Duration) (took time.Duration, wasKilled bool) {
		cmd, output := program(env, "load", "--store", flags.Store, export)
		start := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if longest > 0 {
			timer := time.AfterFunc(rand.N(longest), func() { _ = cmd.Process.Kill() })
			defer timer.Stop()
		}
		err := cmd.Wait()
		var exit *exec.ExitError
		if wasKilled = errors.As(err, &exit) && exit.ExitCode() == -1; err != nil && !wasKilled {
			t.Fatalf("load: %v\n%s", err, output)
		}
		return time.Since(start), wasKilled
	}
	fresh()
	load(0) // a server is slow at first
	fresh()
	longest, _ := load(0)
	halfway := 0
	for n := 0; n < kills; {
		fresh()
		for wasKilled := true; wasKilled; {
			limit := longest
			if n == kills {
				limit = 0
			}
			if _, wasKilled = load(limit); wasKilled {
				n++
				if in := articlesIn(t, flags); in > 0 && in < articles {
					halfway++
				}
			}
		}
		compare(t, "after kills", want, network(t, flags))
	}
	if halfway == 0 {
		t.Errorf("none of %d kills left a part of the articles", kills)
	}
}

func articlesIn(t *testing.T, flags storeFlags) int {
	t.Helper()
	s, stats := opened(t, flags)
	defer s.Close()
	return stats.Articles
}

func TestKilledWithSQLite(t *testing.T) {
	takesMinutes(t)
	workspace(t)
	const articles = 1040 // three groups
	export := writeExport(t, articles)
	want := undisturbed(t, export)
	killed(t, export, articles, storeFlags{Store: "sqlite:killed.db"}, func() {
		for _, file := range []string{"killed.db", "killed.db-wal", "killed.db-shm"} {
			if err := os.Remove(file); err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
		}
	}, want)
}

func TestKilledWithNeo4j(t *testing.T) {
	takesMinutes(t)
	server := neo4jtest.Open(t)
	workspace(t)
	const articles = 560 // two groups
	export := writeExport(t, articles)
	want := undisturbed(t, export)
	killed(t, export, articles, storeFlags{Store: server.URL, Neo4jUsername: server.Username, Neo4jPassword: server.Password}, func() {
		if err := server.Empty(t.Context()); err != nil {
			t.Fatal(err)
		}
	}, want)
}

// TestFullDisk wants a load to stop where the disk is full, to say so, and to go
// on when there is room.
func TestFullDisk(t *testing.T) {
	takesMinutes(t)
	workspace(t)
	export := writeExport(t, 2000)
	want := undisturbed(t, export)
	cmd, output := program([]string{maxFileBytes + "=" + fmt.Sprint(2<<20)}, "load", "--store", "sqlite:full.db", export)
	err := cmd.Run()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != statusError || !strings.Contains(output.String(), "the load stopped after") ||
		!strings.Contains(output.String(), unigraph.ErrUnavailable.Error()) {
		t.Fatalf("load on a full disk: %v\n%s", err, output)
	}
	if status, out, stderr := execute(t, "", "load", "--store", "sqlite:full.db", export); status != statusOK {
		t.Fatalf("load with room: status %d\n%s%s", status, out, stderr)
	}
	compare(t, "after a full disk", want, network(t, storeFlags{Store: "sqlite:full.db"}))
}

// TestDroppedConnections loads over a connection that is cut now and then, then
// for good, then goes on.
func TestDroppedConnections(t *testing.T) {
	takesMinutes(t)
	server := neo4jtest.Open(t)
	workspace(t)
	export := writeExport(t, 1500)
	want := undisturbed(t, export)
	zerolog.SetGlobalLevel(zerolog.Disabled)
	proxies := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(prometheus.NewRegistry()), zerolog.New(io.Discard))
	proxy := toxiproxy.NewProxy(proxies, "neo4j", "127.0.0.1:0", strings.TrimPrefix(server.URL, "bolt://"))
	if err := proxy.Start(); err != nil {
		t.Fatal(err)
	}
	defer proxy.Stop()
	flags := storeFlags{Store: "bolt://" + proxy.Listen, Neo4jUsername: server.Username, Neo4jPassword: server.Password}
	t.Setenv("NEO4J_USERNAME", flags.Neo4jUsername)
	t.Setenv("NEO4J_PASSWORD", flags.Neo4jPassword)

	ctx, stop := context.WithCancel(t.Context())
	dropped := make(chan int, 1)
	go func() { dropped <- drop(ctx, proxy) }()
	status, out, stderr := execute(t, "", "load", "--store", flags.Store, export)
	stop()
	if n := <-dropped; status != statusOK || n == 0 {
		t.Errorf("load over a connection that was cut %d times: status %d\n%s%s", n, status, out, stderr)
	}
	compare(t, "after dropped connections", want, network(t, flags))

	if err := server.Empty(t.Context()); err != nil {
		t.Fatal(err)
	}
	cut := time.AfterFunc(1500*time.Millisecond, proxy.Stop)
	defer cut.Stop()
	status, out, stderr = execute(t, "", "load", "--store", flags.Store, export)
	check(t, "load over a connection that was cut for good", status, statusError, out+stderr, "store unavailable")
	if err := proxy.Start(); err != nil {
		t.Fatal(err)
	}
	if status, out, stderr = execute(t, "", "load", "--store", flags.Store, export); status != statusOK {
		t.Errorf("load that goes on: status %d\n%s%s", status, out, stderr)
	}
	compare(t, "after a lost connection", want, network(t, flags))
}

// drop cuts all connections of a proxy a few times, and counts.
func drop(ctx context.Context, proxy *toxiproxy.Proxy) (n int) {
	for n < 3 {
		select {
		case <-ctx.Done():
			return n
		case <-time.After(time.Second + rand.N(2*time.Second)):
			proxy.Stop()
			if proxy.Start() != nil {
				return n
			}
			n++
		}
	}
	return n
}
