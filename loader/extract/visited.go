package extract

import (
	"unigraph"
)

var (
	visitVerbs = set(`visited visit visits visiting toured tour called came come arrived travelled traveled went stayed flew received`)
	// goVerbs tell of a visit only with the word that says where to.
	goVerbs = map[string][]string{
		"called": {"at", "on"}, "came": {"to"}, "come": {"to"}, "arrived": {"at", "in"}, "travelled": {"to"}, "traveled": {"to"},
		"went": {"to"}, "stayed": {"at", "in"}, "flew": {"to"}, "visiting": {},
	}
	remoteWords = []string{" video", "online", " virtual", " zoom", " remote", " by link", "webinar", "teleconference"}
)

// findVisits reads who went where.
func (d *document) findVisits(cs []clause) {
	for _, c := range cs {
		for t := d.find(c, c.i, visitVerbs); t >= 0; t = d.find(c, t+1, visitVerbs) {
			if d.at(t) < 0 && d.goes(t) && !d.has(c, remoteWords...) {
				d.visit(c, t)
				break
			}
		}
	}
}

// goes reports whether the verb at t tells of going to the place named next.
func (d *document) goes(t int) bool {
	words, needs := goVerbs[d.low(t)]
	if !needs {
		return d.low(t) != "received" && !(d.atWord(t, "visit", "tour") && d.atWord(t-1, "return", "virtual", "mutual"))
	}
	return d.atWord(t+1, words...)
}

// visit records the visits that the verb at t of clause c tells of.
func (d *document) visit(c clause, t int) {
	visitors := d.visitors(c, t)
	hosts := d.hosts(c, t)
	modality, date := d.modality(c, t), d.factDate(c, t)
	for _, v := range visitors {
		for _, h := range hosts {
			if home, ok := d.home[v]; v == h || ok && home == h {
				continue
			}
			d.addRelation(unigraph.RelationClaim{
				Kind: unigraph.Visited, Subject: v, Object: h, Date: date, Modality: modality,
				Evidence: d.evidence(t, 0.7, "visited/"+d.low(t)),
			})
		}
	}
}

// visitors are the persons before the verb, and the institutions whose
// delegation went.
func (d *document) visitors(c clause, t int) []int {
	var refs []int
	for _, m := range d.in(c.i, t, unigraph.Person) {
		if d.find(clause{m.j, t}, m.j, otherVerbs) < 0 {
			refs = append(refs, m.ref)
		}
	}
	for _, m := range d.in(c.i, t, unigraph.University, unigraph.Organization) {
		if d.setting(m) || d.inRole(m) && len(refs) > 0 {
			continue
		}
		refs = append(refs, m.ref)
	}
	return refs
}

// hosts are the institutions named after the verb, else the country or region.
func (d *document) hosts(c clause, t int) []int {
	var refs []int
	for _, m := range d.in(t, c.j, unigraph.University) {
		if !d.inRole(m) && d.low(m.i-1) != "with" {
			refs = append(refs, m.ref)
		}
	}
	if len(refs) > 0 {
		return refs
	}
	for _, m := range d.in(t, c.j, unigraph.Place, unigraph.Country) {
		if m.i-t < 16 {
			return []int{m.ref}
		}
	}
	return nil
}
