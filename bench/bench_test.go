package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"unigraph"
	"unigraph/internal/benchnet"
)

// What goes over the wire is understood by a server, and its answers by us.
func TestAsk(t *testing.T) {
	network := benchnet.Network{Universities: 3}
	const body = `{"data":{"university":{"name":"A","partnersByCountry":[{"country":{"code":"CN"},"partners":2,"agreements":3},{"country":null,"partners":1,"agreements":1}]}}}`
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked, err := io.ReadAll(r.Body)
		if err != nil || !strings.Contains(string(asked), string(network.University(1).ID)) || r.Header.Get("Content-Type") != "application/json" {
			http.Error(w, "wrong", http.StatusBadRequest)
			return
		}
		io.WriteString(w, body)
	}))
	defer server.Close()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	a := &httpAsker{conn: conn, in: bufio.NewReader(conn), requests: about("/query", ours, network), decode: decodeOurs}
	defer a.close()
	for range 2 {
		if err := a.ask(1); err != nil {
			t.Fatal(err)
		}
	}
	got, err := a.last()
	want := []unigraph.CountryCount{{Country: "CN", Partners: 2, Agreements: 3}, {Partners: 1, Agreements: 1}}
	if err != nil || got.name != "A" || !slices.Equal(got.counts, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	if err := a.ask(2); err == nil || !strings.Contains(err.Error(), "400") {
		t.Errorf("an error is taken for an answer: %v", err)
	}
}

func TestFigures(t *testing.T) {
	r := result{elapsed: 2 * time.Second, cpu: 5 * time.Second}
	for i := range 100 {
		r.took = append(r.took, time.Duration(100-i)*time.Millisecond)
	}
	if r.perSecond() != 50 || r.percentile(50) != 50*time.Millisecond || r.percentile(99) != 99*time.Millisecond || r.cost() != 50*time.Millisecond {
		t.Errorf("%v a second, %v, %v, %v", r.perSecond(), r.percentile(50), r.percentile(99), r.cost())
	}
	for want, of := range map[bool][]target{
		true:  {{is: 3, bound: 3}, {is: 4, bound: 3}, {is: 3, bound: 3, atMost: true}, {is: 2, bound: 3, atMost: true}},
		false: {{is: 2, bound: 3}, {is: 4, bound: 3, atMost: true}},
	} {
		for _, x := range of {
			if x.met() != want {
				t.Errorf("%+v is met: %v", x, !want)
			}
		}
	}
}
