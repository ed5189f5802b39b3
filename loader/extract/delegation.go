package extract

import (
	"slices"
	"strings"

	"unigraph"
)

// A delegation is a group that travels together. Sentences after a visit may
// name more of its members.
type delegation struct {
	members []int // referents
}

// addToDelegation reads the sentences that only say who was along: "Also on the
// delegation were A and B".
func (d *document) addToDelegation(c clause) {
	d.setOut(c)
	if d.introduce(c); d.delegation == nil {
		return
	}
	listed := d.listing && (bullet(d.toks, c.i) || c.i > 0 && d.low(c.i) == ";")
	members := d.membersOfGroup(c)
	if d.listing = listed || members && d.low(c.j) == ";" && d.findWord(c, c.i, ":") >= 0 || members && (d.low(c.j-1) != "." || d.low(c.j-2) == "follows") && len(d.in(c.i, c.j, unigraph.Person)) == 0; listed || members {
		hosts := d.hostsMen(c)
		if listed || d.has(c, " with him ", " with her ", " with them ", " joining her ", " joining him ", " along") {
			hosts = slices.DeleteFunc(hosts, func(p int) bool { return d.guessed[p] })
			for _, m := range d.in(c.i, c.j, unigraph.Person) {
				if home, ok := d.home[m.ref]; ok && d.guessed[m.ref] && !slices.Contains(d.delegation.members, home) {
					delete(d.home, m.ref) // the company tells better than the context that was guessed from
				}
			}
		}
		end := c.j
		if k := d.findWord(c, c.i, "presence"); k >= 0 {
			end = k
		}
		d.delegation.add(without(refs(d.in(c.i, end, unigraph.Person)), hosts)...)
	}
}

// hostsMen are the persons of clause c who act for a host of the delegation.
func (d *document) hostsMen(c clause) []int {
	hosts := map[int]bool{}
	for _, t := range d.trips {
		hosts[t.host] = hosts[t.host] || t.who == d.delegation
	}
	for _, m := range d.in(c.i, c.j, unigraph.University) {
		hosts[m.ref] = hosts[m.ref] || !d.inRole(m) && !d.isGroup(c, m) && !d.origin(m)
	}
	var men []int
	for _, p := range refs(d.in(c.i, c.j, unigraph.Person)) {
		if home, ok := d.home[p]; ok && hosts[home] && !slices.Contains(d.delegation.members, home) {
			men = append(men, p)
		}
	}
	return men
}

// setOut begins a delegation where a clause tells of persons who leave for a
// journey: "President N took the morning flight to X".
func (d *document) setOut(c clause) {
	t := d.findWord(c, c.i, "flight", "plane", "train", "ferry", "bus")
	if t < 0 || d.low(t+1) != "to" || d.modality(c, t) != unigraph.Done {
		return
	}
	who := &delegation{members: refs(d.subjects(c, t, unigraph.Person))}
	d.addHomes(who)
	if len(who.members) > 0 {
		d.delegation = who
	}
}

// membersOfGroup reports whether the clause says who belongs to a delegation: it
// speaks of one that is known, or of somebody's company, and of belonging.
func (d *document) membersOfGroup(c clause) bool {
	if d.find(c, c.i, visitedOrHosted) >= 0 {
		return false
	}
	if d.find(c, c.i, companyWords) >= 0 && d.has(c, withThem...) {
		return true
	}
	group := d.meansGroup(c) || d.find(c, c.i, groupWords) >= 0 || d.find(c, c.i, ofTheGroup) >= 0
	return group && d.has(c, belonging...)
}

var (
	visitedOrHosted = set(`visited toured welcomed received hosted`)
	ofTheGroup      = set(`members him them its their`)
)

// companyWords are the words that the phrases of withThem turn on.
var companyWords = set(`him her them entourage company accompanying accompanied brought along joining`)

var (
	// withThem name the company of somebody.
	withThem = []string{" with him ", " with her ", " with them ", " with him:", " with them:", " with her:", "in his company", "in her company", "his entourage", "her entourage",
		" accompanying ", " accompanied ", " in the company of ", " brought with ", " brought along ", " came along ", " went along", " rode along", " travelled along", " traveled along",
		" joining her ", " joining him ", " joining them ", " she brought ", " he brought ", " they brought "}
	// belonging tells who is of a group.
	belonging = []string{" also on ", " also in ", " included", " including ", " consist", " compos", " comprise", " made up ", " headed ", " led ", " travelled ", " traveled ",
		" members were", " members:", " participants:", " members are", " group were ", " delegation were ", " team were ", " party were ", " there were ", " there was ", " were:", " are:", " were as follows", " joined by ",
		" its head", " its leader", " their leader", " its chair", " among them", " part of ", " was in it", " were in it", " was along", " took part in it", " took place", " was with ", " were with ",
		" belonged to ", " side of the delegation", " in the delegation", " in the group", " in the team", " of the delegation", " leads it", " led it", " heads it", " head of ", " heads "}
)

// meansGroup reports whether c speaks of a group spoken of before: "they", "the
// Malaysians".
func (d *document) meansGroup(c clause) bool {
	return d.find(c, c.i, groupAnew) >= 0 || d.nationals(c) >= 0
}

// nationals gives the token of c at which people are called by their country,
// "the Malaysians"; -1 if there is none.
func (d *document) nationals(c clause) int {
	for i := c.i + 1; i < c.j; i++ {
		if low := d.low(i); strings.HasSuffix(low, "s") && d.toks[i].cap && d.at(i) < 0 && d.atWord(i-1, "the") && d.names.Demonym(d.toks[i].text[:len(d.toks[i].text)-1]) != "" {
			return i
		}
	}
	return -1
}

// introduce begins a delegation where a clause speaks of one that goes nowhere
// yet: "a six-man delegation under the Vice-Chancellor".
func (d *document) introduce(c clause) {
	if !d.groupIn(c) || d.groupAgain(c) || d.has(c, remoteWords...) {
		return
	}
	g := &delegation{}
	w := d.find(c, c.i, groupWords)
	for _, m := range d.in(c.i, c.j, unigraph.University) {
		guest := d.atWord(w, "guests", "visitors") && d.low(w+1) == "of" // then m is the host
		if m.j == w || m.i > w && m.i < w+6 && d.origin(m) && !guest {
			g.add(m.ref)
		}
	}
	for _, m := range d.in(w, c.j, unigraph.Person) {
		if d.leads(m) {
			g.add(m.ref)
		}
	}
	d.addHomes(g)
	if len(g.members) > 0 {
		d.delegation = g
	}
}

// leads reports whether m is said to lead a delegation: "led by N", "under N".
func (d *document) leads(m mention) bool {
	switch d.governor(m) {
	case "under":
		return true
	case "by":
		for k := m.i - 1; k > m.i-12 && k > 0; k-- {
			if d.low(k) == "by" {
				return d.atWord(k-1, "led", "headed", "guided", "chaired", "fronted", "accompanied", "coordinated", "directed")
			}
		}
	}
	return false
}

func (g *delegation) add(refs ...int) {
	for _, r := range refs {
		if !slices.Contains(g.members, r) {
			g.members = append(g.members, r)
		}
	}
}

// addHomes adds the institutions that the members of g act for.
func (d *document) addHomes(g *delegation) {
	for _, p := range slices.Clone(g.members) {
		if home, ok := d.home[p]; ok {
			g.add(home)
		}
	}
}

// personsOf is a delegation without its institutions.
func (d *document) personsOf(g *delegation) *delegation {
	persons := slices.DeleteFunc(slices.Clone(g.members), func(r int) bool { return d.referents[r].kind != unigraph.Person })
	return &delegation{members: persons}
}

// groupAgain reports whether c speaks of a group spoken of before: it names no
// institution that the group would be of.
func (d *document) groupAgain(c clause) bool {
	return (d.groupIn(c) || d.findWord(c, c.i, "travellers", "travelers") >= 0) && len(d.in(c.i, c.j, unigraph.University)) == 0
}

// personBefore is the person named last before token i; -1 if there is none.
func (d *document) personBefore(i int) int {
	return d.namedBefore(i, unigraph.Person)
}

// namedBefore is the referent of a type that is named last before token i; -1 if
// there is none.
func (d *document) namedBefore(i int, kind unigraph.EntityType) int {
	for n := len(d.mentions) - 1; n >= 0; n-- {
		if m := &d.mentions[n]; m.i < i && m.kind == kind {
			return m.ref
		}
	}
	return -1
}

// groupIn reports whether c speaks of a travelling group; "the Party" is none.
func (d *document) groupIn(c clause) bool {
	if d.people(c) {
		return true
	}
	for w := d.find(c, c.i, groupWords); w >= 0; w = d.find(c, w+1, groupWords) {
		if d.low(w) != "party" || !d.toks[w].cap && !d.atWord(w+1, "committee", "secretary", "congress") {
			return true
		}
	}
	return false
}

// folk are people of an institution, when they act together.
var folk = set(`students teachers professors researchers scholars lecturers staff colleagues experts scientists specialists officials employees academics engineers doctors`)

// countedFolk may begin what tells of some people.
var countedFolk = union(`dozen several`, folk, keys(numbers))

// people reports whether c speaks of some people of an institution: "a dozen
// auditors of X", "two engineers from Y".
func (d *document) people(c clause) bool {
	for i := d.find(c, c.i, countedFolk); i >= 0; i = d.find(c, i+1, countedFolk) {
		if d.at(i) >= 0 {
			continue
		}
		if d.is(i, folk) && d.atWord(i+1, "of", "from") && d.institutionIn(d.skipArticle(i+2)) && d.low(i-1) != "the" {
			return true
		}
		for k := i + 1; k < min(i+4, c.j) && d.toks[k].word && !d.toks[k].cap; k++ {
			if d.atWord(k, "of", "from") {
				if d.institutionIn(d.skipArticle(k+1)) && k > i+1 && !d.is(k-1, partyNouns) {
					return true
				}
				break
			}
		}
	}
	return false
}
