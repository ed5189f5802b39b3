package extract

import "strings"

// A cue is a set of the classes of words that facts turn on.
type cue uint16

// The classes of cues.
const (
	signingCue cue = 1 << iota
	paperCue
	goingCue
	memberCue
	negationCue
	futureCue
	onlineCue
	formerCue
	stayCue
	thingCue
)

// cueWords are the words of each class, in lower case.
var cueWords = map[cue]string{
	signingCue: `sign signed signing signs inked sealed initialled concluded conclude concluding exchanged exchange entered renewed renewal
		extended stamped subscribed penned put signature signatures autograph handed reached agreed agree struck formalised formalized`,
	paperCue: `memorandum memoranda memorandums mou mous moa agreement agreements accord accords pact deal contract contracts treaty protocol annex letter
		declaration charter document paper papers act convention framework partnership`,
	goingCue: `visited visit visits visiting arrived arrive arrives came come comes went travelled traveled travelling toured tour flew hosted hosts host received
		receive receives welcomed welcome welcomes guest guests delegation delegations group spent stayed stay stopped attended trip mission met
		meeting called dropped drove`,
	memberCue: `member members membership joined join joins belongs belong admitted accession acceded founded founding founders alliance network
		consortium association league union comprises includes include consists unites`,
	negationCue: `not no never n't without nor neither declined refused rejected`,
	futureCue:   `will would plans planned plan may might could hopes hope intends future soon next invited invitation invite expected possible should shall`,
	onlineCue:   `online zoom virtual virtually video webinar remotely link screen teams videoconference`,
	formerCue:   `former formerly ex-member left withdrew withdrawn expired ended observer observers candidate applied application applicant associate affiliate partner`,
	stayCue: `studied study studies graduated graduate graduates degree degrees phd doctorate doctoral thesis alumnus alumna alumni professor taught teaches
		worked works career born fellow postdoctoral post student students`,
	thingCue: `letters text message messages greetings greeting parcel proposal award prize medal diploma certificate gift gifts copy copies book books grant
		congratulated congratulations wrote phoned telephoned telegram called sent`,
}

func init() {
	for c, words := range cueWords {
		for w := range strings.FieldsSeq(words) {
			lexemeOf(w).cue |= c
		}
	}
}

var cueNames = [...]symbol{
	symbolOf("signing"), symbolOf("paper"), symbolOf("going"), symbolOf("member"), symbolOf("negation"), symbolOf("future"), symbolOf("online"),
	symbolOf("former"), symbolOf("stay"), symbolOf("thing"),
}

// cueSets has the name of every set of cues: those of its classes, joined by plus signs.
var cueSets = func() (names [1 << len(cueNames)]symbol) {
	for set := range names {
		var in []string
		for c := range cue(set).each {
			in = append(in, c.text)
		}
		names[set] = symbolOf(strings.Join(in, "+"))
	}
	return names
}()

// symbol names the classes in c.
func (c cue) symbol() symbol { return cueSets[c] }

// each yields the name of each class in c.
func (c cue) each(yield func(symbol) bool) {
	for n, name := range cueNames {
		if c&(1<<n) != 0 && !yield(name) {
			return
		}
	}
}
