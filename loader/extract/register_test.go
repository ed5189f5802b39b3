package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRegisters(t *testing.T) {
	const (
		turku, aalto = "University of Turku + Uppsala University SIGNED ", "Aalto University + Uppsala University SIGNED "
		page         = "\n© Uppsala University\n"
	)
	tests := []struct {
		name, text string
		want       []string
	}{
		{
			"items",
			"Uppsala University: office\n\nThe following was signed in 2018:\n– University of Turku, 14 January 2018, memorandum;\n– Aalto University, 3 March 2018, agreement for exchange;\n– Lund University, sent in June 2018, still not returned.\n" + page,
			[]string{aalto + "agreement 2018-03-03", turku + "memorandum 2018-01-14"},
		},
		{
			"clauses of a list",
			"Uppsala University has concluded the following agreements:\n(a) with the University of Turku, on 14 January 2018;\n(b) with Aalto University, on 3 March 2018.\n",
			[]string{aalto + "agreement 2018-03-03", turku + "agreement 2018-01-14"},
		},
		{
			"a table",
			"Agreements of Uppsala University\n\nPartner | Country | Type | Date\nUniversity of Turku | Finland | exchange of students | 14/01/2018\nAalto University | Finland | Framework | 03/03/2018\nLund University | Sweden | MoU | -\n" + page,
			[]string{aalto + "framework 2018-03-03", turku + "agreement 2018-01-14"},
		},
		{
			"who signed",
			"Agreements of our school\n• University of Turku, contract, 3 July 2015 (Prof Anna Berg for us, Provost Timo Saari for Turku)\n• Aalto University, contract, 28 November 2013\n" + page,
			[]string{aalto + "contract 2013-11-28", turku + "contract 2015-07-03 by Anna Berg + Timo Saari"},
		},
		{
			"persons below",
			"The declaration was signed on 3 May 2018 by:\n- Anna Berg, Rector, Uppsala University\n- Timo Saari, Rector, University of Turku\n",
			[]string{turku + "declaration 2018-05-03 by Anna Berg + Timo Saari"},
		},
		{
			"prose and plans",
			"Papers of Uppsala University\n\nUniversity of Turku: the draft went out in May 2018.\nAalto University: a contract is to be signed in 2020.\nLund University: nothing was signed in 2018.\n" + page,
			nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range signings(t, tt.text) {
				if !strings.HasSuffix(s, ")") {
					got = append(got, s)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("claims of %q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}
