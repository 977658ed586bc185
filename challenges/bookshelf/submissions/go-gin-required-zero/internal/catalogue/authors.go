package catalogue

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
)

// Author is an author with the number of books that there are now.
type Author struct {
	ID        int32  `json:"id"`
	Name      string `json:"name"`
	BookCount int    `json:"bookCount"`
}

// CreateAuthor adds an author.
func (c *Catalogue) CreateAuthor(ctx context.Context, name string) (Author, error) {
	author := Author{Name: name}
	err := c.pool.QueryRow(ctx, `INSERT INTO authors (name) VALUES ($1) RETURNING id`, name).Scan(&author.ID)
	return author, err
}

// Author gives an author, or ErrNotFound.
func (c *Catalogue) Author(ctx context.Context, id int32) (Author, error) {
	author := Author{ID: id}
	err := c.pool.QueryRow(ctx, `
		SELECT name, (SELECT count(*) FROM books WHERE author_id = authors.id)
		FROM authors WHERE id = $1`, id,
	).Scan(&author.Name, &author.BookCount)
	if errors.Is(err, pgx.ErrNoRows) {
		return Author{}, ErrNotFound
	}
	return author, err
}

// DeleteAuthor removes an author without books.
func (c *Catalogue) DeleteAuthor(ctx context.Context, id int32) error {
	tag, err := c.pool.Exec(ctx, `DELETE FROM authors WHERE id = $1`, id)
	switch {
	case violates(err, "books_author_id_fkey"):
		return ErrAuthorHasBooks
	case err != nil:
		return err
	case tag.RowsAffected() == 0:
		return ErrNotFound
	}
	return nil
}
