package benchnews

// facts are sentences that may state something about {home}, most of them a
// fact, some a plan, a denial or an end.
var facts = []string{
	"On {date}, {home} and {other} signed a memorandum of understanding on {field}.",
	"{home} and {other} signed an agreement on student exchange on {date}.",
	"Rector {person} of {home} and President {guest} of {other} signed a cooperation agreement in {year}.",
	"{home}, {other} and {third} signed a letter of intent on {field} on {date}.",
	"In {year} {home} concluded a partnership agreement with {other}.",
	"A delegation of {other}, led by Vice President {guest}, visited {home} on {date}.",
	"On {date} a delegation from {home} visited {other} and its laboratory of {field}.",
	"{person}, professor of {field} at {other}, gave the opening lecture.",
	"{guest}, Vice Rector of {home}, welcomed the guests.",
	"{home} joined the {alliance} in {year}.",
	"{other} and {third} are members of the {alliance}.",
	"{home} plans to sign an agreement with {other} next year.",
	"{home} denied that it had signed an agreement with {other}.",
	"The agreement of {home} with {other} expired in {year}.",
	"{home} and {other} are considering a joint institute of {field}.",
	"A joint degree in {field} was agreed by {home} and {other} on {date}.",
	"Since {year}, researchers of {home} and {third} have published together on {field}.",
}

// publishers are what articles begin and end with, and where they stand.
var publishers = []struct{ host, begin, end string }{
	{"press.example", "Press office, %s", "For more information, write to the press office. Photographs may be used free of charge if the source is named."},
	{"wire.example", "(Wire service, %s)", "All rights reserved. This material may not be published, broadcast or rewritten without consent."},
	{"campus.example", "Campus News | %s | Reading time: 2 minutes", "Share this article. Follow us. Subscribe to the newsletter of the campus."},
	{"gazette.example", "The Gazette of Higher Education, %s", "The views of the authors are their own. Letters to the editor are welcome."},
	{"daily.example", "%s, by our own correspondent", "Related articles: Rankings of the year. What students eat. The oldest lecture hall."},
}

var headlines = []string{
	"opens its doors to partners", "signs with old friends", "receives guests from abroad", "looks beyond the border", "starts a new programme",
	"goes international", "celebrates a partnership", "widens its network", "sends its students out", "welcomes a delegation",
}

var fields = []string{
	"marine biology", "civil engineering", "machine learning", "medieval history", "public health", "renewable energy", "food science", "linguistics",
	"forestry", "materials science", "aerospace engineering", "nursing", "urban planning", "quantum physics", "veterinary medicine", "water management",
	"international law", "the history of art", "polar research", "transport logistics", "soil chemistry", "music therapy", "cyber security", "teacher training",
}

var subjects = []string{
	"The dean", "A group of {n} students", "The new building", "The working group", "Nobody in the hall", "The local museum", "The rector's driver",
	"One of the guests", "The laboratory", "The library", "A choir of {n} voices", "The organising committee", "The faculty of {field}", "An old colleague",
	"The first cohort", "The project team", "The mayor of the town", "A photographer", "The interpreter", "The summer school", "The students' union", "A retired professor",
}

var verbs = []string{
	"has shown", "presented", "will study", "looked after", "forgot", "collected", "paid for", "discussed", "opened", "has been waiting for", "praised",
	"criticised", "described", "repaired", "counted", "measured", "translated", "borrowed", "tested", "is writing about", "took home", "lost",
}

var things = []string{
	"{n} samples", "the results of {n} experiments", "a model of the old bridge", "the menu of the canteen", "{n} books on {field}", "the timetable of the semester",
	"a film about {field}", "the keys of the hall", "a map with {n} names", "the budget of the year", "the rules of the contest", "a garden of {n} trees",
	"the exhibition on {field}", "a telescope", "{n} letters", "the questions of the audience", "a proposal on {field}", "the minutes of the meeting",
}

var circumstances = []string{
	"in the afternoon", "after a long discussion", "without much noise", "for the second time", "in front of {n} listeners", "during the winter term",
	"with the help of volunteers", "between two lectures on {field}", "in spite of the rain", "before the semester began", "at the invitation of the town",
	"as in every year", "on the third floor", "near the railway station", "under the old roof", "with {n} others",
}

var endings = []string{
	"", "", ", which took {n} minutes", ", as the audience noticed", " and was thanked for it", ", although the budget is small", ", and nobody complained",
	" and will do so again", ", said the organisers", ", to the surprise of the guests",
}

var givenNames = []string{
	"Anna", "Li", "Marta", "Ahmed", "Ivan", "Satu", "Pedro", "Yuki", "Olga", "John", "Fatima", "Chen", "Lars", "Ines", "Kofi", "Priya", "Tomasz", "Elena", "Mehmet", "Grace",
}

var surnames = []string{
	"Berg", "Wei", "Kowalska", "Hassan", "Petrov", "Leino", "Alvarez", "Tanaka", "Ivanova", "Miller", "Rahman", "Guo", "Nilsson", "Costa", "Mensah", "Sharma", "Nowak",
	"Popescu", "Demir", "Okafor", "Schneider", "Dubois", "Rossi", "Silva", "Kim", "Nguyen", "Novak", "Haddad", "Jansen", "Walsh",
}
