package sqlite

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"embed"
	"errors"
	"fmt"
	"sync"

	driver "modernc.org/sqlite"

	"unigraph"
)

// schema holds the steps from one version of the file to the next: n.sql makes
// version n of version n-1. A step that was released never changes.
//
//go:embed schema/*.sql
var schema embed.FS

const (
	version       = 6          // of the files this package writes
	applicationID = 0x756e6967 // "unig" marks our files among SQLite's
)

// registerFunctions gives the steps what Go computes: unigraph.Fold of a name, and
// the keys and marks of an article's reports.
var registerFunctions = sync.OnceValue(func() error {
	return errors.Join(
		register("fold", func(name string) (string, error) { return unigraph.Fold(name), nil }),
		register("marks", marks))
})

// register gives SQLite a function of a text.
func register(name string, do func(string) (string, error)) error {
	return driver.RegisterDeterministicScalarFunction(name, 1, func(_ *driver.FunctionContext, args []sqldriver.Value) (sqldriver.Value, error) {
		text, _ := args[0].(string)
		return do(text)
	})
}

// migrate brings the file behind db to the current version.
func migrate(ctx context.Context, db *sql.DB) error {
	at, err := check(ctx, db)
	if err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "PRAGMA journal_mode = wal"); err != nil || at == version { // a copy made by VACUUM INTO has none
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	at, err = check(ctx, tx) // again: another process may have been faster
	if err != nil || at == version {
		return err
	}
	for n := at + 1; n <= version; n++ {
		step, err := schema.ReadFile(fmt.Sprintf("schema/%d.sql", n))
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, string(step)); err != nil {
			return fmt.Errorf("schema version %d: %w", n, err)
		}
	}
	mark := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version)
	if _, err := tx.ExecContext(ctx, mark); err != nil {
		return err
	}
	return tx.Commit()
}

// check gives the version of the file, 0 if it is empty, and refuses files that
// are not ours.
func check(ctx context.Context, db interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}) (at int, err error) {
	var application, tables int
	err = db.QueryRowContext(ctx, `SELECT
		(SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&application, &at, &tables)
	switch {
	case err != nil:
		return 0, err
	case application == 0 && at == 0 && tables == 0:
		return 0, nil
	case application != applicationID:
		return 0, fmt.Errorf("the file is a database of another program")
	case at > version:
		return 0, fmt.Errorf("the file has version %d and this program knows versions up to %d: use a newer one", at, version)
	}
	return at, nil
}
