package source

import (
	"encoding/json"
	"errors"
	"regexp"

	"unigraph/loader"
)

var rejectBegin = regexp.MustCompile(`^\s*\{\s*"rejected"\s*:\s*\{`)

// isReject tells a line of a rejects file from other JSON.
func isReject(line []byte) bool { return rejectBegin.Match(line) }

// again gives what a line of a rejects file is about: the article with the text
// that somebody gave it, else what was read at first and may be mended now.
func again(line loader.Record) loader.Record {
	var r loader.Reject
	if err := json.Unmarshal(line.Raw, &r); err != nil || r.Text != "" {
		return line
	}
	record := r.Record()
	if record.Type == "" || record.Raw == nil {
		record.Err = errors.New(r.Rejected.Reason)
	}
	return record
}
