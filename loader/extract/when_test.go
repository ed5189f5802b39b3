package extract

import "testing"

func TestWhenSigned(t *testing.T) {
	const two = "University of Turku + Uppsala University SIGNED "
	tests := []struct{ name, text, want string }{
		{"the day heads the paragraph", "28 May 2019. Uppsala University and the University of Turku signed an agreement.", two + "agreement 2019-05-28"},
		{"a chronicle's year", "2005: Uppsala University and the University of Turku sign an agreement.\n2007: Lund University joins Universitas 21.", two + "agreement 2005"},
		{"a chronicle's day", "2005. Quiet months. On 7 July Uppsala University and the University of Turku signed an agreement.", two + "agreement 2005-07-07"},
		{"not the deadline", "The library opens by July 2019. Uppsala University and the University of Turku signed an agreement.", two + "agreement"},
		{"not long ago", "The library opened in July 2001.\nUppsala University and the University of Turku signed an agreement.", two + "agreement"},
		{"told after", "On 6 May 2019 guests came.\nUppsala University and the University of Turku renewed their contract. It was signed on 7 May 2019 by Anna Berg, rector of Uppsala University.", two + "renewal 2019-05-07 by Anna Berg"},
	}
	testSignings(t, tests)
}
