package extract

import "strings"

// A lexeme is what rules know of a word in lower case. Each token looks its own up
// once, for the many rules that ask of it.
type lexeme struct {
	sets [maxSets / 64]uint64 // a bit for each wordSet that has the word
	cue  cue
}

// lexemes are those of all words that any rule knows.
var lexemes = map[string]*lexeme{}

func lexemeOf(word string) *lexeme {
	if lexemes[word] == nil {
		lexemes[word] = new(lexeme)
	}
	return lexemes[word]
}

// A wordSet is a set of words in lower case. Most words that are looked up are in
// none, so their first letter and length are looked at before.
type wordSet struct {
	number int
	shapes *shapes
}

// shapes tell of words what they may be: by the last five bits of the first byte, a
// bit for each length.
type shapes [32]uint32

func (s *shapes) add(word string) { s[word[0]&31] |= 1 << (len(word) & 31) }

func (s *shapes) mayHave(word string) bool { return s[word[0]&31]&(1<<(len(word)&31)) != 0 }

// maxSets is how many sets there may be.
const maxSets = 256

var sets = 0

// set makes a set of the words of a text.
func set(text string) wordSet {
	s := wordSet{sets, new(shapes)}
	sets++
	for w := range strings.FieldsSeq(text) {
		s.add(w)
	}
	return s
}

// union makes a set of the words of a text and of other sets.
func union(text string, sets ...wordSet) wordSet {
	all := set(text)
	for _, s := range sets {
		for _, w := range s.all() {
			all.add(w)
		}
	}
	return all
}

// keys makes a set of the words that a table knows.
func keys(table map[string]int) wordSet {
	s := set("")
	for word := range table {
		s.add(word)
	}
	return s
}

func (s wordSet) add(word string) {
	lexemeOf(word).sets[s.number/64] |= 1 << (s.number % 64)
	s.shapes.add(word)
}

// has reports whether word is in the set.
func (s wordSet) has(word string) bool {
	return word != "" && s.shapes.mayHave(word) && lexemes[word].in(s)
}

// in reports whether a word is in a set; a nil lexeme is in none.
func (l *lexeme) in(s wordSet) bool {
	return l != nil && l.sets[s.number/64]&(1<<(s.number%64)) != 0
}

// A vocabulary is the words of a sentence, as far as it tells what none of them is.
type vocabulary struct {
	lexeme
	shapes
}

func (v *vocabulary) add(t *token) {
	if t.known != nil {
		for i, sets := range t.known.sets {
			v.sets[i] |= sets
		}
	}
	v.shapes.add(t.low)
}

// mayHaveAny reports whether one of words may be among those of v.
func (v *vocabulary) mayHaveAny(words []string) bool {
	for _, w := range words {
		if v.mayHave(w) {
			return true
		}
	}
	return false
}

// all gives the words of the set.
func (s wordSet) all() (words []string) {
	for w, l := range lexemes {
		if l.in(s) {
			words = append(words, w)
		}
	}
	return words
}

// dotted adds to a set of words the same words as abbreviations, with a full stop.
func dotted(words wordSet) wordSet {
	for _, w := range words.all() {
		words.add(w + ".")
	}
	return words
}

// fieldWord reports whether a word in lower case names a field of study.
func fieldWord(low string) bool {
	if fields.has(low) {
		return true
	}
	for _, end := range fieldEndings {
		if len(low) > len(end) && strings.HasSuffix(low, end) {
			return true
		}
	}
	return false
}

// phrases makes a set of the lines of a text.
func phrases(lines string) map[string]bool {
	m := map[string]bool{}
	for l := range strings.SplitSeq(lines, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			m[l] = true
		}
	}
	return m
}

// The lexicon: every word list that the rules share. All lower case. A new cue,
// title or head word of another language is one word here.
var (
	// abbreviations keep their full stop, which then ends no sentence.
	abbreviations = set(`acad prof profª profa dr mr mrs ms st assoc asst dept univ lect no vs jr sr gen col maj capt rev hon
		engr eng ir ts hj jan feb mar apr jun jul aug sept sep oct nov dec mt ft fr sh akad im bhd sdn co inc ltd corp
		ph.d md ma al ed esq dra doc atty ing lic oec mme mag dipl pres approx incl adv ven msgr ye yu ya zh ch kh ts`)

	// elided are the small words that an apostrophe joins to the name that follows.
	elided = set(`d l dell all nell sull`)

	// endsInApostrophe are the words that an apostrophe ends.
	endsInApostrophe = set(`dato ca rectors presidents teachers deans schools colleges universities varsities vice-chancellors chancellors`)

	// universityHeads make a name a university's wherever they stand in it.
	universityHeads = set(`university universities polytechnic universität universitat université universidad universidade università
		universitas universiti universitet universitetet universiteit uniwersytet universitatea univerzita univerzitet
		universität hochschule fachhochschule politecnico politécnico politécnica polytechnique politechnika politehnica
		politeknik politécnica ülikool yliopisto egyetem üniversitesi universitesi université école ecole högskola
		varsity polytechnical univ.`)
	// academicHeads do so with a proper name or a field beside them.
	academicHeads = set(`institute college academy conservatory institut instituto istituto akademie akademia akademi
		académie accademia seminary school`)
	// headFirst heads are followed by the name itself: "Universiti Malaysia Perlis".
	headFirst = set(`universität universitat université universidad universidade università universitas universiti universiteit
		uniwersytet politeknik politecnico institut instituto istituto école ecole hochschule technische
		politehnica univerzita universitatea akademia`)

	// allianceHeads make a name an alliance's.
	allianceHeads = set(`alliance network league consortium association group union federation conference council partnership
		club community forum coalition compact circle ring cluster pool quartet confederation programme conselho consejo red rede réseau agrupación asociación organización consorcio associação união verbund netzwerk`)

	// unitHeads begin the name of a part of an institution.
	unitHeads = set(`school faculty department college center centre office division chair institute laboratory lab
		museum library hall hospital campus bureau section committee headquarters dean's`)

	// organizationTails end the name of a company or another body.
	organizationTails = set(`corporation company ltd ltd. inc inc. co. bhd bhd. gmbh ag plc llc foundation ministry embassy
		consulate bank agency commission authority group holdings technologies chamber fund trust administration
		government electronics industries motors board`)

	// connectors stand inside names between capitalised words.
	connectors = set(`of for de di do da dos das del della delle degli des du d' d’ l' l’ dell' dell’ all' nell' la le las los el y e i und für in
		at the van von der den ter und zu`)

	// fields follow "and" or a comma inside a name: "Science and Technology".
	fields = set(`technology technologies science sciences engineering economics economy law medicine astronautics aeronautics
		telecommunications finance education management design arts art music culture languages literature
		veterinary agriculture forestry mining trade commerce business administration humanities research
		electronics informatics information communication communications innovation architecture planning
		construction transport communications pharmacy dentistry nursing health sports sport tourism studies
		politics diplomacy relations world biotechnologies livestock natural resources veterinary medicine mechanics optics
		astronautics petroleum geosciences chemical chemistry physics mathematics electrical mechanical technical
		telecommunication cooperation strategic international applied development environmental life food fisheries
		tropical marine ocean oriental foreign social political pedagogical textile light industry automation electrometry
		linguistics statistics strategy sciences; peace security policy agricultural gas oil energy`)

	// fieldEndings end the names of other fields: "metallurgy", "Journalism".
	fieldEndings = []string{"ology", "istry", "graphy", "urgy", "onomy", "ometry", "atics", "onics", "omics", "istics", "uistics", "alism", "pathy", "iatry"}

	// genericNames do not tell one institution from another.
	genericNames = set(`university college institute academy school the of for and national state technical international world
		partner foreign federal central first old new technology science sciences global overseas chinese friendly
		joint online top best open host research polytechnic presidential visiting key leading local member
		membership modern higher sister university's this that our such many other two three four five six seven eight nine ten
		graduate postgraduate undergraduate both all some each every all-round exchange chinese-foreign sino-foreign cooperative`)

	// titles stand before a person's name and are no part of it.
	titles = dotted(set(`br br. bro bro. doc univ.-prof univ.-prof. fr fr. adv adv. ven ven. msgr msgr. daw ybhg ybhg. mulia pehin dayang hajah pengiran mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor assoc assoc. asst asst. associate assistant emeritus emerita
		sir dame dato dato' datuk datin tan sri tun ts ts. ir ir. engr engr. eng hon hon. rev rev. father sister colonel
		col col. general gen gen. major captain h.e. his her excellency honourable honorable academician academicians
		encik puan cik tuan haji hajj hj hj. sheikh shaikh madam madame mme m. monsieur don doña lic dra dra. profª profª. profa profa.
		uztaz uztaza ustaz ustadh doctor doutor doutora pr pr. ato w/ro atty atty. lect lect. prof.ssa dott. dott mgr mgr. shri smt dottore licenciado maestro eng.º phd ph.d. puan comrade herr frau academian doctor doutor doutora pr pr. ato atty atty. lect lect. dott dott. mgr mgr. shri smt lic. dasho krishibid père padre pbro pbro. tunku tengku doc. ing ing. dra. mag. acad. kyai ustadz mzee dipl. dipl.-ing. cand. h.h.`))

	// roleHeads are the nouns that a role turns on.
	roleHeads = set(`rectora vicerrector vicerrectora prorrector prorrectora présidente vice-présidente vice-président directora directeur directrice
		recteur rektor prorektor dekan decano decana doyen reitor reitora vice-reitor vice-reitora pró-reitor pró-reitora rettore prorettore vice-principal vice-chair vice-chairman vice-chairperson vice-head co-chair co-director co-founder co-president deputy-director deputy-rector president rector rectoress chancellor vice-chancellor vice-president vice-rector pro-rector prorector provost dean
		director head chair chairman chairwoman chairperson secretary minister vice-minister ambassador professor lecturer
		registrar treasurer proctor principal coordinator officer governor mayor manager ceo vp vc dvc chief
		advisor adviser counsellor counselor minister-counselor minister-counsellor consul attaché representative spokesperson spokesman spokeswoman
		director-general directors-general docent researcher fellow commissioner secretary-general vice-provost pro-vice-chancellor interpreter academician leader
		deputy founder trustee senator delegate vice-dean president-elect superintendent bursar librarian scientist engineer teacher
		chairs directs coordinates leads oversees bursar archivist curator geographer historian assistant associate aide vice-director rectors presidents vice-presidents chancellors deans directors heads registrars
		professors ministers ambassadors vice-rectors vice-chancellors undersecretary under-secretary controller auditor editor`)
	// rolePrefixes come before a role head and belong to the role.
	rolePrefixes = set(`vice deputy acting interim associate assistant executive senior first second third pro former then new newly
		founding honorary emeritus outgoing chief general state party standing executive co- adjunct permanent prime foreign
		school-level full visiting distinguished`)

	// months and weekdays by any usual abbreviation.
	months = map[string]int{
		"january": 1, "jan": 1, "jan.": 1, "february": 2, "feb": 2, "feb.": 2, "march": 3, "mar": 3, "mar.": 3, "april": 4, "apr": 4, "apr.": 4,
		"may": 5, "june": 6, "jun": 6, "jun.": 6, "july": 7, "jul": 7, "jul.": 7, "august": 8, "aug": 8, "aug.": 8,
		"september": 9, "sept": 9, "sept.": 9, "sep": 9, "sep.": 9, "october": 10, "oct": 10, "oct.": 10,
		"november": 11, "nov": 11, "nov.": 11, "december": 12, "dec": 12, "dec.": 12,
	}
	// midMonths are written as one word.
	midMonths = map[string]int{
		"mid-january": 1, "mid-february": 2, "mid-march": 3, "mid-april": 4, "mid-may": 5, "mid-june": 6, "mid-july": 7, "mid-august": 8,
		"mid-september": 9, "mid-october": 10, "mid-november": 11, "mid-december": 12,
	}
	weekdays = map[string]int{
		"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
	}
	monthWords   = keys(months)
	midWords     = keys(midMonths)
	weekdayWords = keys(weekdays)
)
