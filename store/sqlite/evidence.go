package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"unigraph"
)

// Evidence implements unigraph.Lookup.
func (s *Store) Evidence(ctx context.Context, ids []unigraph.FactID) (found map[unigraph.FactID][]unigraph.Evidence, err error) {
	defer s.failed(ctx, "evidence", &err)
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	rows, err := s.query(ctx, `
		SELECT f.fact, f.date, f.claims, a.article, a.reports
		FROM (SELECT x.fact, x.grp, x.date, x.claims FROM json_each(?1) j CROSS JOIN agreements x ON x.fact = j.value
			UNION SELECT x.fact, x.grp, x.date, x.claims FROM json_each(?1) j CROSS JOIN relations x ON x.fact = j.value) f
		CROSS JOIN sources s ON s.sources MATCH f.grp || 'x*'
		CROSS JOIN articles a ON a.id = s.rowid`, list(ids))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found = map[unigraph.FactID][]unigraph.Evidence{}
	dates := map[unigraph.FactID][]unigraph.Date{}
	for rows.Next() {
		if err := addEvidence(rows, found, dates); err != nil {
			return nil, err
		}
	}
	for id, es := range found {
		slices.SortFunc(es, unigraph.Evidence.Compare)
		found[id] = slices.Compact(es)
	}
	return found, rows.Err()
}

// addEvidence adds to found what one article has for one fact of its groups;
// dates are those of the reports that a fact is joined from.
func addEvidence(rows *sql.Rows, found map[unigraph.FactID][]unigraph.Evidence, dates map[unigraph.FactID][]unigraph.Date) error {
	var id unigraph.FactID
	var date unigraph.Date
	var claims string
	var article unigraph.ArticleID
	var body []byte
	if err := rows.Scan(&id, &date, &claims, &article, &body); err != nil {
		return err
	}
	var reports []report
	if err := json.Unmarshal(body, &reports); err != nil {
		return err
	}
	if dates[id] == nil {
		var err error
		if dates[id], err = datesOf(date, claims); err != nil {
			return err
		}
	}
	for _, r := range reports {
		key := unigraph.FactID(r.fact.key())
		if id != key && id != key+"/"+unigraph.FactID(date) || !slices.Contains(dates[id], r.date()) {
			continue
		}
		for _, e := range r.Evidence {
			e.Article = article
			found[id] = append(found[id], unigraph.Evidence(e))
		}
	}
	return nil
}

// datesOf are the dates of the reports that a fact is joined from. Facts of one
// group have none in common.
func datesOf(date unigraph.Date, text string) ([]unigraph.Date, error) {
	if text == "" {
		return []unigraph.Date{date}, nil
	}
	claims, err := claimsOf(fact{}, text)
	var dates []unigraph.Date
	for _, c := range claims {
		dates = append(dates, c.fact.date())
	}
	return dates, err
}
