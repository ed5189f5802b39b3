package sqlite

import (
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"slices"
	"strings"

	"unigraph"
)

// An entity is what its tellings add up to.
type entity struct {
	row      int64 // 0 for a new one
	tellings []*telling
}

// A telling is one distinct thing that articles say of an entity.
type telling struct {
	hash        int64
	body        string // JSON; "" until read
	before, now int    // how many articles say it
}

func newTelling(e unigraph.Entity) *telling {
	body := encode(entityBody(e))
	sum := sha256.Sum256([]byte(body))
	return &telling{hash: int64(binary.LittleEndian.Uint64(sum[:])), body: body}
}

// A mention is a row of an entity and the hash of a telling of it.
type mention struct {
	Entity int64 `json:"entity"`
	Hash   int64 `json:"hash"`
}

func (w *write) entity(id unigraph.EntityID) *entity {
	e := w.entities[id]
	if e == nil {
		e = &entity{}
		w.entities[id] = e
	}
	return e
}

func (w *write) rowOf(e *entity) int64 {
	if e.row == 0 {
		w.lastEntity++
		e.row = w.lastEntity
	}
	return e.row
}

// count counts n more articles that say t.
func (e *entity) count(t *telling, n int) {
	for _, known := range e.tellings {
		if known.hash == t.hash {
			known.now += n
			return
		}
	}
	t.now = n
	e.tellings = append(e.tellings, t)
}

// readEntities reads which entities the rows are.
func (w *write) readEntities(rows []int64) error {
	if len(rows) == 0 {
		return nil
	}
	return w.each(func(rows *sql.Rows) error {
		var id unigraph.EntityID
		err := rows.Scan(&id)
		w.entity(id)
		return err
	}, "SELECT e.entity FROM json_each(?) j CROSS JOIN entities e ON e.id = j.value", list(rows))
}

// readMentions reads how many articles say what of the entities.
func (w *write) readMentions() error {
	ids := inOrder(w.entities)
	return w.each(func(rows *sql.Rows) error {
		var i int
		var row int64
		var country sql.RawBytes
		var t telling
		if err := rows.Scan(&i, &row, &country, &t.hash, &t.before); err != nil {
			return err
		}
		if !w.countries[string(country)] { // no copy for each row
			w.countries[string(country)] = true
		}
		t.now = t.before
		e := w.entities[ids[i]]
		e.row, w.byRow[row] = row, e
		e.tellings = append(e.tellings, &t)
		return nil
	}, `SELECT j.key, e.id, e.country, m.hash, m.articles
		FROM json_each(?) j CROSS JOIN entities e ON e.entity = j.value CROSS JOIN mentions m ON m.entity = e.id`, list(ids))
}

// settleEntity stores e as it is told now.
func (w *write) settleEntity(e *entity) error {
	var before, now []*telling
	same := true
	for _, t := range e.tellings {
		if t.before > 0 {
			before = append(before, t)
		}
		if t.now > 0 {
			now = append(now, t)
		}
		same = same && (t.before > 0) == (t.now > 0)
	}
	if !same {
		if err := w.putEntity(e, before, now); err != nil {
			return err
		}
	}
	for _, t := range e.tellings {
		if err := w.putTelling(e, t); err != nil {
			return err
		}
	}
	return nil
}

func (w *write) putTelling(e *entity, t *telling) error {
	switch {
	case t.now == t.before:
		return nil
	case t.now == 0:
		if err := w.exec("DELETE FROM tellings WHERE entity = ? AND hash = ?", e.row, t.hash); err != nil {
			return err
		}
		return w.exec("DELETE FROM mentions WHERE entity = ? AND hash = ?", e.row, t.hash)
	case t.before == 0:
		if err := w.tellings.add(w, e.row, t.hash, t.body); err != nil {
			return err
		}
	}
	return w.mentions.add(w, e.row, t.hash, t.now)
}

// putEntity stores what the tellings add up to now, or that they no longer do.
func (w *write) putEntity(e *entity, before, now []*telling) error {
	was, err := w.merge(e, before)
	if err != nil {
		return err
	}
	is, err := w.merge(e, now)
	if err != nil {
		return err
	}
	if err := w.putNames(e.row, was, is); err != nil {
		return err
	}
	if is.ID == "" {
		return w.exec("DELETE FROM entities WHERE id = ?", e.row)
	}
	w.countries[is.Country] = true
	row := []any{e.row, string(is.ID), string(is.ID.Type()), is.Country, is.Linked, is.Name, unigraph.Fold(is.Name), list(is.Aliases), list(is.SameAs)}
	if was.ID == "" {
		return w.newEntities.add(w, row...)
	}
	return w.exec("REPLACE INTO entities "+entityRow+" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row...)
}

const entityRow = "(id, entity, type, country, linked, name, folded, aliases, same_as)"

// merge is the entity that tellings of e tell of, zero if there are none.
func (w *write) merge(e *entity, tellings []*telling) (merged unigraph.Entity, err error) {
	for i, t := range tellings {
		if t.body == "" {
			stmt, err := w.prepared("SELECT body FROM tellings WHERE entity = ? AND hash = ?")
			if err != nil {
				return merged, err
			}
			if err := stmt.QueryRow(e.row, t.hash).Scan(&t.body); err != nil {
				return merged, err
			}
		}
		var body entityBody
		if err := json.Unmarshal([]byte(t.body), &body); err != nil {
			return merged, err
		}
		if i == 0 {
			merged = unigraph.Entity(body)
		} else {
			merged = unigraph.MergeEntities(merged, unigraph.Entity(body))
		}
	}
	return merged, nil
}

// putNames makes the names that find a row those of is instead of those of was.
func (w *write) putNames(row int64, was, is unigraph.Entity) error {
	old, names := foldedNames(was), foldedNames(is)
	for _, name := range old {
		if !slices.Contains(names, name) {
			if err := w.exec("DELETE FROM names WHERE folded = ? AND entity = ?", name, row); err != nil {
				return err
			}
		}
	}
	for _, name := range names {
		if !slices.Contains(old, name) {
			if err := w.names.add(w, name, row); err != nil {
				return err
			}
		}
	}
	switch {
	case is.ID == "":
		w.putLast("DELETE FROM words WHERE rowid = ?", row)
	case was.ID == "":
		w.putLast("INSERT INTO words (rowid, names) VALUES (?, ?)", row, strings.Join(names, "\n"))
	case !slices.Equal(old, names):
		w.putLast("UPDATE words SET names = ? WHERE rowid = ?", strings.Join(names, "\n"), row)
	}
	return nil
}

// foldedNames are the different forms that find e, none for no entity.
func foldedNames(e unigraph.Entity) (folded []string) {
	for _, name := range e.Names() {
		if f := unigraph.Fold(name); f != "" && !slices.Contains(folded, f) {
			folded = append(folded, f)
		}
	}
	return folded
}
