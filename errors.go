package unigraph

import "errors"

// The errors a caller may tell apart with errors.Is. Engines translate what
// their drivers report into these and add who and what.
var (
	// ErrInvalid: the input breaks a rule of the domain; trying again is no use.
	ErrInvalid = errors.New("invalid")
	// ErrUnavailable: the store cannot be reached or is shutting down.
	ErrUnavailable = errors.New("store unavailable")
	// ErrClosed: the store was closed before the call.
	ErrClosed = errors.New("store closed")
)
