package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"unigraph"
	"unigraph/internal/benchnet"
)

// A contender answers a question. What it is called is also its row in the table.
type contender struct {
	name    string
	server  *process // nil where it has none
	connect func() (asker, error)
	many    result // of many connections
	one     result // of one
}

// over is a contender that answers prepared requests over HTTP.
func over(server *process, name string, requests [][]byte, decode func([]byte) (answer, error)) *contender {
	return &contender{name: name, server: server, connect: func() (asker, error) {
		conn, err := server.dial()
		return &httpAsker{conn: conn, in: bufio.NewReaderSize(conn, 64<<10), requests: requests, decode: decode}, err
	}}
}

// ask has so many connections ask for a time, and adds what they saw to r.
func (c *contender) ask(r *result, connections, universities int, during time.Duration) error {
	var askers []asker
	for range connections {
		a, err := c.connect()
		if err != nil {
			return err
		}
		defer a.close()
		askers = append(askers, a)
	}
	before := c.cpu()
	if err := r.ask(askers, universities, during); err != nil {
		return fmt.Errorf("%s: %w", c.name, err)
	}
	r.cpu += c.cpu() - before
	return nil
}

func (c *contender) cpu() time.Duration {
	if c.server == nil {
		return 0
	}
	return c.server.cpu()
}

// check compares its answers about some universities with those of a store.
func (c *contender) check(ctx context.Context, network benchnet.Network, store unigraph.Reader) error {
	a, err := c.connect()
	if err != nil {
		return err
	}
	defer a.close()
	for i := 0; i < network.Universities; i = i*2 + 1 {
		u := network.University(i)
		if err := a.ask(i); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		got, err := a.last()
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		want, err := store.PartnersByCountry(ctx, unigraph.PartnersOf(u.ID))
		if err != nil {
			return err
		}
		if got.name != u.Name || !slices.Equal(got.counts, want) {
			return fmt.Errorf("%s answers wrongly about %s: %v, want %v", c.name, u.ID, got, want)
		}
	}
	return nil
}

// askAll asks about every university, so that all answers are kept that will be.
func (c *contender) askAll(network benchnet.Network) error {
	var all sync.WaitGroup
	errs := make([]error, connections)
	for n := range errs {
		all.Go(func() { errs[n] = c.askEach(n, connections, network.Universities) })
	}
	all.Wait()
	return errors.Join(errs...)
}

// askEach asks about each of so many universities, beginning with from.
func (c *contender) askEach(from, each, universities int) error {
	a, err := c.connect()
	if err != nil {
		return err
	}
	defer a.close()
	for i := from; i < universities; i += each {
		if err := a.ask(i); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return nil
}
