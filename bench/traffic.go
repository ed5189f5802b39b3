package main

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"unigraph"
)

// An asker asks one question after the other, on a connection of its own.
type asker interface {
	ask(i int) error // about the i-th university
	// last decodes the last answer.
	last() (answer, error)
	close()
}

// An answer is the name of a university and its partners by country.
type answer struct {
	name   string
	counts []unigraph.CountryCount
}

// A result is what askers saw, over all rounds.
type result struct {
	took    []time.Duration // of each answer
	elapsed time.Duration
	cpu     time.Duration // of the server
}

func (r result) perSecond() float64 { return float64(len(r.took)) / r.elapsed.Seconds() }

// cost is what an answer costs the server.
func (r result) cost() time.Duration { return r.cpu / time.Duration(len(r.took)) }

// percentile is how long the quickest p of 100 took at most.
func (r result) percentile(p int) time.Duration {
	slices.Sort(r.took)
	return r.took[(len(r.took)-1)*p/100]
}

// ask has several askers ask about universities by chance, for a time.
func (r *result) ask(askers []asker, universities int, during time.Duration) error {
	var all sync.WaitGroup
	took := make([][]time.Duration, len(askers))
	errs := make([]error, len(askers))
	began := time.Now()
	for n, a := range askers {
		all.Go(func() {
			random := rand.New(rand.NewPCG(uint64(n), uint64(began.UnixNano())))
			for time.Since(began) < during {
				asked := time.Now()
				if errs[n] = a.ask(random.IntN(universities)); errs[n] != nil {
					return
				}
				took[n] = append(took[n], time.Since(asked))
			}
		})
	}
	all.Wait()
	r.elapsed += time.Since(began)
	r.took = append(r.took, slices.Concat(took...)...)
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// A httpAsker sends prepared requests over one connection that is kept: little
// of what net/http does for a client, as servers share the cores with it.
type httpAsker struct {
	conn     net.Conn
	in       *bufio.Reader
	requests [][]byte // by university, or one for all
	decode   func(body []byte) (answer, error)
	body     bytes.Buffer
}

func (a *httpAsker) ask(i int) error {
	if _, err := a.conn.Write(a.requests[i%len(a.requests)]); err != nil {
		return err
	}
	response, err := http.ReadResponse(a.in, nil)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	a.body.Reset()
	if _, err := a.body.ReadFrom(response.Body); err != nil {
		return err
	}
	if body := a.body.Bytes(); response.StatusCode != http.StatusOK || !bytes.HasPrefix(body, []byte(`{"data":{"`)) {
		return fmt.Errorf("%s: %.500s", response.Status, body)
	}
	return nil
}

func (a *httpAsker) last() (answer, error) { return a.decode(a.body.Bytes()) }

func (a *httpAsker) close() { a.conn.Close() }
