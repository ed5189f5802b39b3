package extract

import "testing"

func TestNotSigned(t *testing.T) {
	const two = "University of Turku + Uppsala University SIGNED "
	testSignings(t, []struct{ name, text, want string }{
		{"corrected", "We wrote that Uppsala University had signed an agreement with the University of Turku.", two + "agreement (denied)"},
		{"urged", "The paper urged Uppsala University to sign an agreement with the University of Turku at once.", two + "agreement (planned)"},
		{"put off", "The signing of the agreement between Uppsala University and the University of Turku has been put off.", two + "agreement (planned)"},
		{"annulled before", "The contract of Uppsala University with the University of Turku was annulled before it was signed.", two + "contract (planned)"},
		{"on the point of", "Uppsala University was on the point of signing a contract with the University of Turku.", two + "contract (planned)"},
		{"a plan in a row", "In time, Uppsala University will open an office, hire teachers and sign three agreements with the University of Turku.", two + "agreement (planned)"},
	})
}

func TestPaperSpokenOf(t *testing.T) {
	const two = "University of Turku + Uppsala University SIGNED "
	testSignings(t, []struct{ name, text, want string }{
		{"names put to it", "A memorandum came in 2018. Uppsala University and the University of Turku put their names to it.", two + "agreement 2018"},
		{"among the signatories", "Uppsala University and the University of Turku are among the signatories of the declaration.", two + "declaration"},
		{"the ceremony told after", "Uppsala University and the University of Turku signed an agreement. The ceremony took place on 4 May in Turku.", two + "agreement 2019-05-04"},
		{"persons of alike places", "Both rectors, Anna Berg of Uppsala University and Tiina Okkonen of the University of Turku, put pen to paper on 3 May.", two + "agreement 2019-05-03 by Anna Berg + Tiina Okkonen"},
		{"the parties of a visit", "During a visit of a delegation of Uppsala University to the University of Turku in May, the parties signed an agreement.", two + "agreement 2019-05"},
		{"where she signed", "Anna Berg, rector of Uppsala University, came to the University of Turku, where she signed a contract with her counterpart Tiina Okkonen.", two + "contract  by Anna Berg + Tiina Okkonen"},
		{"by the rectors", "The agreement was signed by the rectors of Uppsala University and the University of Turku, Anna Berg and Tiina Okkonen.", two + "agreement  by Anna Berg + Tiina Okkonen"},
		{"not the former one's date", "Uppsala University signed an agreement with the University of Turku, following another in 2012.", two + "agreement"},
	})
}
