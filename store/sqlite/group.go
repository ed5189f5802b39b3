package sqlite

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"slices"
	"strconv"

	"unigraph"
)

// A group is the facts whose reports are joined together: those of one key.
type group struct {
	id         int64 // 0 for a new one
	agreements bool  // not relations
	facts      map[unigraph.FactID]stored
	claims     []*claim
	stale      bool // the facts may not be what the claims add up to
}

// A stored fact is one as the store has it.
type stored struct {
	row    int64
	fact   fact
	claims string
}

// A claim is one distinct thing that reports of a group say.
type claim struct {
	fact   fact
	stored bool
	more   int // how many more reports say it now; negative for fewer
}

func (w *write) group(key string) *group {
	g := w.groups[key]
	if g == nil {
		g = &group{facts: map[unigraph.FactID]stored{}}
		w.groups[key] = g
	}
	return g
}

func (w *write) idOf(g *group) int64 {
	if g.id == 0 {
		w.lastFact++
		g.id = w.lastFact
	}
	return g.id
}

// count counts n more reports that say what r says.
func (g *group) count(r report, n int) {
	i := slices.IndexFunc(g.claims, func(c *claim) bool { return c.fact.same(r.fact) })
	if i < 0 {
		i = len(g.claims)
		g.claims = append(g.claims, &claim{fact: r.fact})
	}
	c := g.claims[i]
	c.more += n
	if !c.stored || n < 0 || g.agreements && len(g.claims) > 1 { // else nothing depends on how many say it
		g.stale = true
	}
}

// readFacts reads the facts of the groups. The id of a fact is its key, or the
// key, a slash and more. Facts of a longer key may be among them: they stay as
// they are.
func (w *write) readFacts() error {
	const ofKeys = ` f ON f.fact >= j.value AND f.fact < j.value || '0' AND substr(f.fact, length(j.value) + 1, 1) IN ('', '/')`
	var agreements, relations []string
	for _, key := range inOrder(w.groups) {
		if w.groups[key].agreements {
			agreements = append(agreements, key)
		} else {
			relations = append(relations, key)
		}
	}
	err := w.each(w.readAgreement, `SELECT f.grp, f.id, f.claims, f.fact, f.kind, f.date, f.modality, f.confidence, f.parties, f.signatories
		FROM json_each(?) j CROSS JOIN agreements`+ofKeys, list(agreements))
	if err != nil {
		return err
	}
	return w.each(w.readRelation, `SELECT f.grp, f.id, f.claims, f.fact, f.kind, f.date, f.modality, f.confidence, s.entity, o.entity, f.role
		FROM json_each(?) j CROSS JOIN relations`+ofKeys+` CROSS JOIN entities s ON s.id = f.subject CROSS JOIN entities o ON o.id = f.object`, list(relations))
}

func (w *write) readAgreement(rows *sql.Rows) error {
	var group int64
	var parties, signatories []byte
	var a agreementBody
	s := stored{fact: fact{Agreement: &a}}
	err := rows.Scan(&group, &s.row, &s.claims, &a.ID, &a.Kind, &a.Date, &a.Modality, &a.Confidence, &parties, &signatories)
	if err != nil {
		return err
	}
	if err := unlist(parties, &a.Parties); err != nil {
		return err
	}
	if err := unlist(signatories, &a.Signatories); err != nil {
		return err
	}
	return w.addStored(group, a.ID, s)
}

func (w *write) readRelation(rows *sql.Rows) error {
	var group int64
	var r relationBody
	s := stored{fact: fact{Relation: &r}}
	err := rows.Scan(&group, &s.row, &s.claims, &r.ID, &r.Kind, &r.Date, &r.Modality, &r.Confidence, &r.Subject, &r.Object, &r.Role)
	if err != nil {
		return err
	}
	return w.addStored(group, r.ID, s)
}

// addStored adds a fact and its claims to its group, once.
func (w *write) addStored(group int64, id unigraph.FactID, s stored) error {
	g := w.group(s.fact.key())
	if _, done := g.facts[id]; done {
		return nil
	}
	g.id, g.facts[id] = group, s
	claims, err := claimsOf(s.fact, s.claims)
	g.claims = append(g.claims, claims...)
	return err
}

// claimsOf are the claims that a fact is joined from, of which text is kept.
func claimsOf(f fact, text string) (claims []*claim, err error) {
	facts := []fact{f}
	if text != "" {
		facts = nil
		err = json.Unmarshal([]byte(text), &facts)
	}
	for _, f := range facts {
		claims = append(claims, &claim{fact: f, stored: true})
	}
	return claims, err
}

// textOf is what is kept of the claims that a fact is joined from: nothing,
// where there is one, which says what the fact says.
func textOf(claims []*claim) string {
	if len(claims) == 1 {
		return ""
	}
	facts := make([]fact, len(claims))
	for i, c := range claims {
		facts[i] = c.fact
	}
	return encode(facts)
}

// wordOf names a report in the index of sources.
func wordOf(group int64, mark string) string { return strconv.FormatInt(group, 10) + "x" + mark }

// reports is how many reports say c now.
func (w *write) reports(g *group, c *claim) (int, error) {
	n := c.more
	if !c.stored {
		return n, nil
	}
	stmt, err := w.prepared("SELECT count(*) FROM sources WHERE sources MATCH ?")
	if err != nil {
		return n, err
	}
	mark := c.fact.mark()
	for nth := 1; ; nth++ {
		var articles int
		if err := stmt.QueryRow(wordOf(g.id, nthMark(mark, nth))).Scan(&articles); err != nil || articles == 0 {
			return n, err
		}
		n += articles
	}
}

// settleGroup stores the facts that the claims of g add up to now.
func (w *write) settleGroup(g *group) error {
	if !g.stale {
		return nil
	}
	events, err := w.events(g)
	if err != nil {
		return err
	}
	for _, e := range events {
		old, known := g.facts[e.id]
		delete(g.facts, e.id)
		switch claims := textOf(e.claims); {
		case !known:
			w.lastFact++
			err = w.insert(w.lastFact, e.fact, w.idOf(g), claims)
		case claims != old.claims || !e.fact.same(old.fact):
			err = w.update(old.row, e.fact, old.fact, claims)
		}
		if err != nil {
			return err
		}
	}
	for _, old := range g.facts {
		if err := w.delete(old.row, old.fact); err != nil {
			return err
		}
	}
	return nil
}

// An event is a fact with the claims it is joined from.
type event struct {
	id     unigraph.FactID
	fact   fact
	claims []*claim
}

// events has the domain join the claims. One piece of evidence stands for all
// that a claim has, and tells which event the claim became part of.
func (w *write) events(g *group) (events []event, err error) {
	claims, err := w.said(g)
	if err != nil {
		return nil, err
	}
	var agreements []unigraph.Agreement
	var relations []unigraph.Relation
	for i, c := range claims {
		if c.fact.Agreement != nil {
			a := unigraph.Agreement(*c.fact.Agreement)
			a.Evidence = []unigraph.Evidence{{Start: i, Confidence: a.Confidence}}
			agreements = append(agreements, a)
		} else {
			r := unigraph.Relation(*c.fact.Relation)
			r.Evidence = []unigraph.Evidence{{Start: i, Confidence: r.Confidence}}
			relations = append(relations, r)
		}
	}
	for _, a := range unigraph.JoinAgreements(agreements) {
		joined := pick(claims, a.Evidence)
		if a.Kind, err = w.mostReported(g, joined); err != nil {
			return nil, err
		}
		a.Evidence = nil
		body := agreementBody(a)
		events = append(events, event{a.ID, fact{Agreement: &body}, joined})
	}
	for _, r := range unigraph.JoinRelations(relations) {
		joined := pick(claims, r.Evidence)
		r.Evidence = nil
		body := relationBody(r)
		events = append(events, event{r.ID, fact{Relation: &body}, joined})
	}
	return events, nil
}

// said are the claims of g that reports make now.
func (w *write) said(g *group) (claims []*claim, err error) {
	for _, c := range g.claims {
		n := 1
		if c.more < 0 || !c.stored {
			if n, err = w.reports(g, c); err != nil {
				return nil, err
			}
		}
		if n > 0 {
			claims = append(claims, c)
		}
	}
	return claims, nil
}

func pick(claims []*claim, evidence []unigraph.Evidence) []*claim {
	picked := make([]*claim, len(evidence))
	for i, e := range evidence {
		picked[i] = claims[e.Start]
	}
	return picked
}

// mostReported is the kind that JoinAgreements chooses if a claim has a vote
// for each of its reports.
func (w *write) mostReported(g *group, claims []*claim) (unigraph.AgreementKind, error) {
	first := claims[0].fact.Agreement.Kind
	if !slices.ContainsFunc(claims, func(c *claim) bool { return c.fact.Agreement.Kind != first }) {
		return first, nil // none need be counted
	}
	votes := map[unigraph.AgreementKind]int{}
	for _, c := range claims {
		n, err := w.reports(g, c)
		if err != nil {
			return "", err
		}
		votes[c.fact.Agreement.Kind] += n
	}
	return slices.MaxFunc(unigraph.AgreementKinds, func(x, y unigraph.AgreementKind) int { return cmp.Compare(votes[x], votes[y]) }), nil
}
