package server

import (
	"context"
	"net/http"
	"time"
)

// patience is how long a client may take to read what a stream has written.
const patience = 30 * time.Second

// streams are requests whose answers have no end in time.
type streams struct {
	open context.Context // done when all are to end
	end  context.CancelFunc
}

func newStreams() *streams {
	s := &streams{}
	s.open, s.end = context.WithCancel(context.Background())
	return s
}

// guard lets a stream go on for longer than other answers may take, as long as
// its client reads.
func (s *streams) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = http.NewResponseController(w).SetReadDeadline(time.Time{}) // where there is one
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		defer context.AfterFunc(s.open, cancel)()
		next.ServeHTTP(patientResponse{w}, r.WithContext(ctx))
	})
}

// A patientResponse has a deadline for each write, instead of one for all.
type patientResponse struct{ http.ResponseWriter }

func (p patientResponse) Write(part []byte) (int, error) {
	_ = http.NewResponseController(p.ResponseWriter).SetWriteDeadline(time.Now().Add(patience)) // where there is one
	return p.ResponseWriter.Write(part)
}

// Unwrap lets http.ResponseController through.
func (p patientResponse) Unwrap() http.ResponseWriter { return p.ResponseWriter }
