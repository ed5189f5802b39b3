package unigraph

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

// An AgreementKind says what sort of paper was signed.
type AgreementKind string

// The kinds of agreement, the most telling first: where reports of one
// agreement disagree equally often, the earlier kind is taken.
const (
	Memorandum     AgreementKind = "memorandum"
	Framework      AgreementKind = "framework"
	Letter         AgreementKind = "letter"
	Contract       AgreementKind = "contract"
	Declaration    AgreementKind = "declaration"
	Renewal        AgreementKind = "renewal"
	PlainAgreement AgreementKind = "agreement"
	OtherKind      AgreementKind = "other"
)

// AgreementKinds lists every kind, the most telling first.
var AgreementKinds = []AgreementKind{Memorandum, Framework, Letter, Contract, Declaration, Renewal, PlainAgreement, OtherKind}

// An Agreement is an event: its parties concluded one paper. In a Batch it is
// what one article reports; from a Store it is the join of all reports.
type Agreement struct {
	ID          FactID
	Parties     []EntityID // two or more universities, alliances or organizations: sorted, each once
	Signatories []EntityID // persons said to have signed, not merely attended: sorted, each once
	Kind        AgreementKind
	Date        Date
	Modality    Modality
	Confidence  float64    // of the best evidence, 0 to 1
	Evidence    []Evidence // one or more in a Batch; nil from Find: ask Reader.Evidence
}

// Key names the group of reports that JoinAgreements takes together: the
// parties and the modality. A renewal is an event of its own, never a report of
// the agreement it renews.
func (a Agreement) Key() string {
	key := "agreement/" + joinIDs(a.Parties)
	if n := len(a.Parties); n > 3 {
		sum := sha256.Sum256([]byte(joinIDs(a.Parties)))
		key = fmt.Sprintf("agreement/%s+%d-more-%x", joinIDs(a.Parties[:2]), n-2, sum[:6])
	}
	if a.Kind == Renewal {
		key += "/renewal"
	}
	return key + modalitySuffix(a.Modality)
}

func joinIDs(ids []EntityID) string {
	var b strings.Builder
	for i, id := range ids {
		if i > 0 {
			b.WriteByte('+')
		}
		b.WriteString(string(id))
	}
	return b.String()
}

func modalitySuffix(m Modality) string {
	if m == Done {
		return ""
	}
	return "/" + string(m)
}

// JoinAgreements tells which reports of one key are the same event, and gives
// each event once: most precise date, most reported kind, all signatories, all
// evidence. It is a pure function of the set of reports, whatever their order.
func JoinAgreements(reports []Agreement) []Agreement {
	events := joinByDate(reports, func(a Agreement) Date { return a.Date }, compareAgreements)
	joined := make([]Agreement, 0, len(events))
	for _, event := range events {
		a := event[0]
		votes := map[AgreementKind]int{}
		evidence := make([][]Evidence, 0, len(event))
		for _, r := range event {
			votes[r.Kind]++
			a.Signatories = union(a.Signatories, r.Signatories)
			evidence = append(evidence, r.Evidence)
		}
		a.Kind = slices.MaxFunc(AgreementKinds, func(x, y AgreementKind) int { return cmp.Compare(votes[x], votes[y]) })
		a.Evidence, a.Confidence = joinEvidence(evidence...)
		a.ID = factID(a.Key(), a.Date)
		joined = append(joined, a)
	}
	return joined
}

func compareAgreements(a, b Agreement) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), slices.Compare(a.Signatories, b.Signatories),
		slices.CompareFunc(a.Evidence, b.Evidence, Evidence.Compare))
}

func factID(key string, d Date) FactID {
	if d == "" {
		return FactID(key)
	}
	return FactID(key + "/" + string(d))
}
