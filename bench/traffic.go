package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"slices"
	"strconv"
	"strings"
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

// A httpAsker sends prepared requests over one connection that is kept. It reads
// no more of the answers than it has to, as servers share the cores with it.
type httpAsker struct {
	conn     net.Conn
	in       *bufio.Reader
	requests [][]byte // by university, or one for all
	decode   func(body []byte) (answer, error)
	body     []byte
}

func (a *httpAsker) ask(i int) error {
	if _, err := a.conn.Write(a.requests[i%len(a.requests)]); err != nil {
		return err
	}
	status, length, err := a.readHead()
	if err != nil {
		return err
	}
	a.body = slices.Grow(a.body[:0], length)[:length]
	if _, err := io.ReadFull(a.in, a.body); err != nil {
		return err
	}
	if !strings.Contains(status, " 200 ") || !bytes.HasPrefix(a.body, []byte(`{"data":{"`)) {
		return fmt.Errorf("%s: %.500s", status, a.body)
	}
	return nil
}

// readHead reads the status of an answer, and how long its body is.
func (a *httpAsker) readHead() (status string, length int, err error) {
	length = -1
	for {
		line, err := a.in.ReadSlice('\n')
		if err != nil {
			return "", 0, err
		}
		name, value, _ := bytes.Cut(bytes.TrimSpace(line), []byte(":"))
		switch {
		case status == "":
			status = string(name)
		case bytes.EqualFold(name, []byte("Content-Length")):
			if length, err = strconv.Atoi(string(bytes.TrimSpace(value))); err != nil {
				return "", 0, err
			}
		case len(name) == 0 && length < 0:
			return "", 0, fmt.Errorf("%s, without its length", status)
		case len(name) == 0:
			return status, length, nil
		}
	}
}

func (a *httpAsker) last() (answer, error) { return a.decode(a.body) }

func (a *httpAsker) close() { a.conn.Close() }
