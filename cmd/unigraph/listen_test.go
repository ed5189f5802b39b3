package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// certificate writes a certificate for this machine and its key into the working
// folder.
func certificate(t *testing.T, name string, from, until time.Time) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: from, NotAfter: until, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]pem.Block{
		name + ".crt": {Type: "CERTIFICATE", Bytes: cert},
		name + ".key": {Type: "PRIVATE KEY", Bytes: secret},
	} {
		if err := os.WriteFile(file, pem.EncodeToMemory(&block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWrongCertificatesAndKeys(t *testing.T) {
	workspace(t)
	now := time.Now()
	certificate(t, "old", now.AddDate(-2, 0, 0), now.AddDate(-1, 0, 0))
	certificate(t, "early", now.AddDate(1, 0, 0), now.AddDate(2, 0, 0))
	certificate(t, "good", now.AddDate(-1, 0, 0), now.AddDate(1, 0, 0))
	if err := os.WriteFile("keys", []byte("read\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for args, want := range map[string]string{
		"--tls-cert old.crt --tls-key old.key":     `--tls-cert: old.crt expired on \d{4}-\d\d-\d\d`,
		"--tls-cert early.crt --tls-key early.key": `--tls-cert: early.crt is not valid before`,
		"--tls-cert good.crt --tls-key old.key":    `--tls-cert: .*private key does not match`,
		"--tls-cert good.crt":                      `want both or neither`,
		"--tls-cert none.crt --tls-key none.key":   `none.crt`,
		"--keys none":                              `--keys: .*none`,
		"--keys keys":                              `--keys: keys: line 1: want a key`,
		"--log-format xml":                         `--log-format`,
		"--log-level loud":                         `--log-level`,
	} {
		status, _, stderr := execute(t, "", strings.Fields("serve --store mem: --addr 127.0.0.1:0 "+args)...)
		check(t, args, status, statusUsage, stderr, `\Aunigraph: .*`+want+`.*\n\z`)
	}
}

func TestTLS(t *testing.T) {
	workspace(t)
	now := time.Now()
	certificate(t, "good", now.Add(-time.Hour), now.Add(time.Hour))
	listener, err := serveCommand{Addr: "127.0.0.1:0", TLSCert: "good.crt", TLSKey: "good.key"}.listen(now)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "safe") })}
	go server.Serve(listener)
	defer server.Close()
	trusted, err := os.ReadFile("good.crt")
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(trusted)
	client := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}}
	defer client.CloseIdleConnections()
	response, err := client.Get("https://" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if answer, err := io.ReadAll(response.Body); err != nil || string(answer) != "safe" {
		t.Errorf("answer %q: %v", answer, err)
	}
}

// With a key for writing articles are stored over HTTP as load stores them.
func TestLoadOverHTTP(t *testing.T) {
	workspace(t)
	store, err := storeFlags{Store: "mem:"}.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	l, err := gazetteerFlags{}.loader(nil)
	if err != nil {
		t.Fatal(err)
	}
	l.Store = store
	server := &http.Server{Handler: loadHandler(l, serveCommand{}.logger(t.Output()))}
	listener, err := serveCommand{Addr: "127.0.0.1:0"}.listen(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(listener)
	defer server.Close()
	response, err := http.Post("http://"+listener.Addr().String(), "application/jsonl", strings.NewReader(examples["news/more.jsonl"]))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusUnprocessableEntity ||
		!strings.Contains(string(answer), `"added":1`) || !strings.Contains(string(answer), `:2: malformed JSON`) {
		t.Errorf("%s: %s %v", response.Status, answer, err)
	}
	if stats, err := store.Stats(t.Context()); err != nil || stats.Articles != 1 {
		t.Errorf("%+v %v", stats, err)
	}
}
