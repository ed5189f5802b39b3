package extract

// Dates that are told in passing: the story does not come to them.

// isAside reports whether a date only tells how long something lasts, or what had been
// before or is still to come.
func (d *document) isAside(m dateMention) bool {
	return d.background(m) || d.inBracket(m) || d.inApposition(m) || d.notNow(m)
}

// background reports whether a date is only how long something lasts or has been
// so: "until May", "by June".
func (d *document) background(m dateMention) bool {
	return d.atWord(m.i-1, "until", "till", "through", "by", "since", "before")
}

// tellsPaper reports whether a date only tells which paper is meant: "the 2010 agreement",
// "the memorandum of May 2017", "the agreement signed in 2015".
func (d *document) tellsPaper(m dateMention) bool {
	if d.is(m.j, papers) && len(m.date) == oneYear {
		return true
	}
	k, first := m.i-1, d.sentenceStart(m.i)
	for k > first && d.atWord(k, "in", "on", "of", "from", "dated", "back", "the", "since") {
		k--
	}
	if d.is(k, papers) {
		return d.atWord(k+1, "of", "from", "dated", "since")
	}
	if !d.is(k, signVerbs) {
		return false
	}
	for k > first && (d.is(k, signVerbs) || d.atWord(k, "which", "that", "had", "been", "they", "and", "have", "already", ",")) {
		k--
	}
	if !d.is(k, papers) {
		return false
	}
	for back := k - 1; back >= first && k-back < 6; back-- {
		if d.atWord(back, "the", "their", "its", "this", "existing", "previous", "earlier", "older") {
			return back > first // at the begin, the paper is what is told of
		}
	}
	return false
}

// inBracket reports whether a date with its year stands in brackets, and not to tell the date before
// them anew: "this year (June 2022)".
func (d *document) inBracket(m dateMention) bool {
	const near = 6 // tokens
	for k := m.i - 1; m.full && k >= max(m.i-near, d.sentenceStart(m.i)); k-- {
		switch d.low(k) {
		case ")":
			return false
		case "(":
			return !d.opensLine(k) && (len(d.dates) == 0 || d.dates[len(d.dates)-1].j != k)
		}
	}
	return false
}

// inApposition reports whether a date stands in a participle between commas, "X, consulted
// in July, declined".
func (d *document) inApposition(m dateMention) bool {
	k := m.i - 1
	for d.atWord(k, "in", "on", "the") {
		k--
	}
	return d.low(m.j) == "," && d.low(k-1) == "," && d.pastForm(k) && !d.is(k, signVerbs)
}

// notNow reports whether the words before a date speak of what had been, or will be.
func (d *document) notNow(m dateMention) bool {
	c := clause{d.sentenceStart(m.i), m.i}
	if will := d.findWord(c, c.i, "will", "shall", "scheduled", "planned"); will >= 0 && d.findWord(c, will, "was", "were", "signed", "inked", "which", "that") < 0 {
		return true
	}
	had := d.findWord(c, c.i, "had")
	if had < 0 {
		return false
	}
	k := had + 1
	for d.atWord(k, "already", "also", "previously", "both", "first", "once", "not", "earlier", "themselves", "himself", "herself") {
		k++
	}
	return d.atWord(k, "been", "come", "gone", "met", "begun") || d.is(k, signVerbs) || d.is(k, goVerbForms) || d.is(k, tourVerbs)
}
