package sqlite

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"unigraph"
)

// A fact is an agreement or a relation; the other is nil.
type fact struct {
	Agreement *agreementBody `json:"agreement,omitempty"`
	Relation  *relationBody  `json:"relation,omitempty"`
}

// A report is a fact as an article tells it.
type report struct {
	fact
	Evidence []evidenceBody `json:"evidence"`

	key  string // of the group
	mark string // of the claim in it
}

// reports are what b tells of facts.
func reports(b unigraph.Batch) []report {
	rs := make([]report, 0, len(b.Agreements)+len(b.Relations))
	for _, a := range b.Agreements {
		body := agreementBody(a)
		r := report{fact: fact{Agreement: &body}}
		r.Evidence, body.Confidence = evidenceBodies(a.Evidence)
		rs = append(rs, r)
	}
	for _, rel := range b.Relations {
		body := relationBody(rel)
		r := report{fact: fact{Relation: &body}}
		r.Evidence, body.Confidence = evidenceBodies(rel.Evidence)
		rs = append(rs, r)
	}
	name(rs)
	return rs
}

// name gives reports of one article the keys of their groups and the marks of
// their claims, which the second report of a claim has with x2 behind it.
func name(rs []report) {
	nth := map[[2]string]int{}
	for i := range rs {
		r := &rs[i]
		r.key, r.mark = r.fact.key(), r.fact.mark()
		claim := [2]string{r.key, r.mark}
		nth[claim]++
		r.mark = nthMark(r.mark, nth[claim])
	}
}

func nthMark(mark string, n int) string {
	if n == 1 {
		return mark
	}
	return mark + "x" + strconv.Itoa(n)
}

// marks gives the key and the mark of each of an article's reports, as JSON of JSON.
func marks(reports string) (string, error) {
	var rs []report
	if err := unlist([]byte(reports), &rs); err != nil {
		return "", err
	}
	name(rs)
	pairs := make([][2]string, len(rs))
	for i, r := range rs {
		pairs[i] = [2]string{r.key, r.mark}
	}
	return list(pairs), nil
}

func evidenceBodies(es []unigraph.Evidence) (bodies []evidenceBody, best float64) {
	bodies = make([]evidenceBody, len(es))
	for i, e := range es {
		bodies[i], best = evidenceBody(e), max(best, e.Confidence)
	}
	return bodies, best
}

// key names the group of f.
func (f fact) key() string {
	if f.Agreement != nil {
		return unigraph.Agreement(*f.Agreement).Key()
	}
	return unigraph.Relation(*f.Relation).Key()
}

func (f fact) date() unigraph.Date {
	if f.Agreement != nil {
		return f.Agreement.Date
	}
	return f.Relation.Date
}

// same reports whether f and o, of one group, say the same.
func (f fact) same(o fact) bool {
	if a, b := f.Agreement, o.Agreement; a != nil && b != nil {
		return a.Kind == b.Kind && a.Date == b.Date && a.Confidence == b.Confidence && slices.Equal(a.Signatories, b.Signatories)
	}
	if a, b := f.Relation, o.Relation; a != nil && b != nil {
		return a.Role == b.Role && a.Modality == b.Modality && a.Date == b.Date && a.Confidence == b.Confidence
	}
	return false
}

// mark tells the claims of a group apart: it is equal for those that same reports.
func (f fact) mark() string {
	var said []string
	if a := f.Agreement; a != nil {
		said = []string{string(a.Kind), string(a.Date), strconv.FormatFloat(a.Confidence, 'g', -1, 64)}
		for _, id := range a.Signatories {
			said = append(said, string(id))
		}
	} else if r := f.Relation; r != nil {
		said = []string{r.Role, string(r.Modality), string(r.Date), strconv.FormatFloat(r.Confidence, 'g', -1, 64)}
	}
	sum := sha256.Sum256([]byte(strings.Join(said, "\x00")))
	return hex.EncodeToString(sum[:8])
}

func (w *write) insert(row int64, f fact, group int64, claims string) error {
	if r := f.Relation; r != nil {
		return w.relations.add(w, row, string(r.ID), string(r.Kind), string(r.Date), string(r.Modality), r.Confidence,
			w.entities[r.Subject].row, w.entities[r.Object].row, r.Role, group, claims)
	}
	a := f.Agreement
	w.newTies = append(w.newTies, w.tiesOf(row, a)...)
	return w.agreements.add(w, row, string(a.ID), string(a.Kind), string(a.Date), string(a.Modality), a.Confidence,
		list(a.Parties), list(a.Signatories), group, claims)
}

// update stores what may change of a fact that keeps its id.
func (w *write) update(row int64, f, old fact, claims string) error {
	if r := f.Relation; r != nil {
		return w.exec("UPDATE relations SET date = ?, confidence = ?, role = ?, claims = ? WHERE id = ?", string(r.Date), r.Confidence, r.Role, claims, row)
	}
	a := f.Agreement
	if standing(a.Modality, a.Confidence) != standing(a.Modality, old.Agreement.Confidence) {
		for _, t := range w.tiesOf(row, a) {
			err := w.exec("UPDATE ties SET standing = ? WHERE entity = ? AND other = ? AND agreement = ?", t.standing, t.entity, t.other, t.agreement)
			if err != nil {
				return err
			}
		}
	}
	return w.exec("UPDATE agreements SET kind = ?, confidence = ?, signatories = ?, claims = ? WHERE id = ?",
		string(a.Kind), a.Confidence, list(a.Signatories), claims, row)
}

func (w *write) delete(row int64, f fact) error {
	if f.Relation != nil {
		return w.exec("DELETE FROM relations WHERE id = ?", row)
	}
	for _, t := range w.tiesOf(row, f.Agreement) {
		if err := w.exec("DELETE FROM ties WHERE entity = ? AND other = ? AND agreement = ?", t.entity, t.other, t.agreement); err != nil {
			return err
		}
	}
	return w.exec("DELETE FROM agreements WHERE id = ?", row)
}

// A tie is an ordered pair of parties of an agreement.
type tie struct{ entity, other, agreement, standing int64 }

// sure is the confidence of which ties know whether their agreement has it.
const sure = unigraph.UsualConfidence

// standing is what ties know of an agreement, as schema/4.sql tells.
func standing(m unigraph.Modality, confidence float64) int64 {
	s := 2 * int64(slices.Index(unigraph.Modalities, m))
	if confidence >= sure {
		s++
	}
	return s
}

func (w *write) tiesOf(agreement int64, a *agreementBody) (ties []tie) {
	standing := standing(a.Modality, a.Confidence)
	for _, x := range a.Parties {
		for _, y := range a.Parties {
			if x != y {
				ties = append(ties, tie{w.entities[x].row, w.entities[y].row, agreement, standing})
			}
		}
	}
	return ties
}

// addTies adds the ties of new agreements, in the order of the table.
func (w *write) addTies() error {
	slices.SortFunc(w.newTies, func(a, b tie) int {
		return cmp.Or(cmp.Compare(a.entity, b.entity), cmp.Compare(a.other, b.other))
	})
	for _, t := range w.newTies {
		if err := w.ties.add(w, t.entity, t.other, t.agreement, t.standing); err != nil {
			return err
		}
	}
	return nil
}
