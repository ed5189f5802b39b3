package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"syscall"
	"time"
)

// listen opens the address, for HTTPS where a certificate is given that is right
// at a time.
func (c serveCommand) listen(now time.Time) (net.Listener, error) {
	secure, err := c.certificate(now)
	if err != nil {
		return nil, usageError{err}
	}
	listener, err := net.Listen("tcp", c.Addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("serve: %s is in use by another program; choose another address with --addr", c.Addr)
	case err != nil:
		return nil, usageError{fmt.Errorf("--addr: %w", err)}
	}
	if secure != nil {
		listener = tls.NewListener(listener, secure)
	}
	return listener, nil
}

// certificate reads what --tls-cert and --tls-key name; nil if they name nothing.
func (c serveCommand) certificate(now time.Time) (*tls.Config, error) {
	if c.TLSCert == "" && c.TLSKey == "" {
		return nil, nil
	}
	if c.TLSCert == "" || c.TLSKey == "" {
		return nil, errors.New("--tls-cert and --tls-key: want both or neither")
	}
	pair, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
	if err != nil {
		return nil, fmt.Errorf("--tls-cert: %w", err)
	}
	if until := pair.Leaf.NotAfter; now.After(until) {
		return nil, fmt.Errorf("--tls-cert: %s expired on %s", c.TLSCert, until.Format(time.DateOnly))
	}
	if from := pair.Leaf.NotBefore; now.Before(from) {
		return nil, fmt.Errorf("--tls-cert: %s is not valid before %s", c.TLSCert, from.Format(time.DateOnly))
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}

func (c serveCommand) scheme() string {
	if c.TLSCert != "" {
		return "https"
	}
	return "http"
}
