package extract

import (
	"unigraph"
)

// Papers that a text counts up: once it has told of one, the next is "another", "a
// second one, with X, followed in 2012", or only its partner: "Y followed in 2014".

var (
	// counted are the words that stand for a further paper at the head of a clause.
	counted = set(`another second third fourth fifth sixth seventh one newest latest oldest last first similar same other others earlier older next`)
	// becomes are the verbs by which a further paper comes to be.
	becomes = set(`followed follows came dates dated exists existed added concluded made done is was has arrived goes signed sealed inked`)
	// unready tell that a further paper is none yet.
	unready = set(`awaits awaiting drafted draft drafts pending waiting waits expected refused rejected fell collapsed missing lacks`)
)

// findAnother reads a clause that tells of a further paper of the institution whose
// paper was told of last.
func (d *document) findAnother(c clause) {
	const near = 60 // tokens since the last one
	if d.owner < 0 || c.i-d.pairAt > near || d.find(c, c.i, unready) >= 0 {
		return
	}
	partners := d.furtherPartners(c)
	t := d.find(c, c.i, becomes)
	if t < 0 && d.low(c.i) == "with" {
		t = d.find(c, c.i, papers)
	}
	if len(partners) == 0 || t < 0 || d.modality(c, t) != unigraph.Done || d.ownDate(c, t) == "" {
		return
	}
	d.addAgreement(c, t, d.pairs([]int{d.owner}, partners), nil, "signed/another")
}

// furtherPartners are those with whom a further paper of clause c is: behind "with"
// where its head counts papers, or the subject of "followed".
func (d *document) furtherPartners(c clause) []int {
	head := clause{c.i, min(c.j, c.i+5)}
	if k := d.find(head, c.i, counted); k >= 0 && d.at(k) < 0 && !d.is(k+1, groupNouns) {
		return without(refs(d.governed(c.i, c.j, onlyWith, bodies...)), []int{d.owner})
	}
	if d.low(c.i) == "with" && c.i > 0 && d.low(c.i-1) != "." && d.find(c, c.i, papers) >= 0 {
		return without(refs(d.governed(c.i, c.j, onlyWith, bodies...)), []int{d.owner}) // "; with Y, a letter of 2016"
	}
	first := d.in(c.i, min(c.j, c.i+3), bodies...)
	if len(first) > 0 && d.governor(first[0]) == "" {
		end := first[len(first)-1].j
		if d.atWord(end, "followed", "came") && !d.atWord(end+1, "the", "a", "an", "by", "with", "to", "from") {
			return without(refs(first), []int{d.owner})
		}
	}
	return nil
}
