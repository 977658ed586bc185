// Package catalogue keeps authors and books in PostgreSQL.
package catalogue

import (
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// What the catalogue refuses to do.
var (
	ErrNotFound        = errors.New("not found")
	ErrNoSuchAuthor    = errors.New("the book's author does not exist")
	ErrISBNTaken       = errors.New("another book has this ISBN")
	ErrVersionConflict = errors.New("the book has been changed by someone else")
	ErrAuthorHasBooks  = errors.New("the author still has books")
)

// Catalogue is safe for concurrent use.
type Catalogue struct {
	pool *pgxpool.Pool
}

// New gives the catalogue in a database.
func New(pool *pgxpool.Pool) *Catalogue {
	return &Catalogue{pool}
}

// violates reports whether a statement failed because of a constraint.
func violates(err error, constraint string) bool {
	var failure *pgconn.PgError
	return errors.As(err, &failure) && failure.ConstraintName == constraint
}
