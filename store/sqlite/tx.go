package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"unigraph"
)

// A write is one transaction. It reads what is said of all that its articles
// speak of, counts what they say now, and stores what changed.
type write struct {
	ctx   context.Context
	tx    *sql.Tx
	stmts map[string]*sql.Stmt // by text

	entities map[unigraph.EntityID]*entity
	byRow    map[int64]*entity // those that the store has
	groups   map[string]*group // by key

	countries map[string]bool // of the entities, before and after

	lastArticle, lastEntity, lastFact int64 // ids given out

	articles, newEntities, names, agreements, relations, ties, tellings, mentions *insert

	newTies []tie
	last    []statement // to be executed after all others
}

// A statement is one to be executed.
type statement struct {
	text string
	args []any
}

// write runs do in a transaction.
func (s *Store) write(ctx context.Context, do func(*write) error) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	w := &write{
		ctx: ctx, tx: tx, stmts: map[string]*sql.Stmt{},
		entities: map[unigraph.EntityID]*entity{}, byRow: map[int64]*entity{}, groups: map[string]*group{}, countries: map[string]bool{},
		articles: newInsert("REPLACE INTO articles (id, article, digest, title, url, published, source, fingerprint, sketch, mentions, reports)", 11),
		mentions: newInsert("REPLACE INTO mentions (entity, hash, articles)", 3),
		// A failure ends the transaction. To say so saves SQLite a journal.
		newEntities: newInsert("INSERT OR FAIL INTO entities "+entityRow, 9),
		names:       newInsert("INSERT OR FAIL INTO names (folded, entity)", 2),
		agreements:  newInsert("INSERT OR FAIL INTO agreements (id, fact, kind, date, modality, confidence, parties, signatories, grp, claims)", 10),
		relations:   newInsert("INSERT OR FAIL INTO relations (id, fact, kind, date, modality, confidence, subject, object, role, grp, claims)", 11),
		ties:        newInsert("INSERT OR FAIL INTO ties (entity, other, agreement, standing)", 4),
		tellings:    newInsert("INSERT OR FAIL INTO tellings (entity, hash, body)", 3),
	}
	if err := do(w); err != nil {
		return err
	}
	return tx.Commit()
}

// prepared prepares a statement once in the transaction.
func (w *write) prepared(text string) (*sql.Stmt, error) {
	if stmt, ok := w.stmts[text]; ok {
		return stmt, nil
	}
	stmt, err := w.tx.PrepareContext(w.ctx, text)
	w.stmts[text] = stmt
	return stmt, err
}

func (w *write) exec(text string, args ...any) error {
	stmt, err := w.prepared(text)
	if err != nil {
		return err
	}
	// Without the context, which costs a goroutine a call: the transaction minds it.
	_, err = stmt.Exec(args...)
	return err
}

// putLast has a statement executed after all others. Those that change an index
// of words are: FTS5 writes down what it has gathered when another table follows.
func (w *write) putLast(text string, args ...any) { w.last = append(w.last, statement{text, args}) }

// each calls scan on every row of an answer.
func (w *write) each(scan func(*sql.Rows) error, text string, args ...any) error {
	rows, err := w.tx.QueryContext(w.ctx, text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// insertArgs is how many arguments an insert collects: the driver looks for
// each among all of them, so that more would cost more.
const insertArgs = 60

// An insert collects rows for one table: together they cost less.
type insert struct {
	into string
	row  string
	size int
	args []any
}

func newInsert(into string, columns int) *insert {
	return &insert{into: into, row: ", (" + strings.Repeat(", ?", columns)[2:] + ")", size: columns}
}

func (in *insert) add(w *write, row ...any) error {
	in.args = append(in.args, row...)
	if len(in.args)+in.size <= insertArgs {
		return nil
	}
	return in.flush(w)
}

func (in *insert) flush(w *write) error {
	if len(in.args) == 0 {
		return nil
	}
	err := w.exec(in.into+" VALUES "+strings.Repeat(in.row, len(in.args)/in.size)[2:], in.args...)
	in.args = in.args[:0]
	return err
}
