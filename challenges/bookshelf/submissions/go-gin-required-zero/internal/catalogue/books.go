package catalogue

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Book is a book with its author.
type Book struct {
	ID     int32  `json:"id"`
	ISBN   string `json:"isbn"`
	Title  string `json:"title"`
	Author struct {
		ID   int32  `json:"id"`
		Name string `json:"name"`
	} `json:"author"`
	// PublishedOn is a day as YYYY-MM-DD, nil when it is not known.
	PublishedOn *string `json:"publishedOn"`
	PriceCents  int32   `json:"priceCents"`
	Version     int32   `json:"version"`
}

// NewBook is a book to be added.
type NewBook struct {
	AuthorID    int64
	ISBN        string
	Title       string
	PublishedOn *string
	PriceCents  int64
}

// BookChange is a change to one version of a book. What is nil stays as it is.
type BookChange struct {
	Version    int64
	AuthorID   *int64
	ISBN       *string
	Title      *string
	PriceCents *int64
	// PublishedOn counts only with SetPublishedOn: nil then takes the day away.
	PublishedOn    *string
	SetPublishedOn bool
}

// Order is one of the orders that books can be listed in.
type Order string

// Orders are the orders by their names. Books that are equal otherwise come by their ids.
var Orders = map[string]Order{
	"id":     "books.id",
	"-id":    "books.id DESC",
	"title":  "title, books.id",
	"-title": "title DESC, books.id",
	"price":  "price_cents, books.id",
	"-price": "price_cents DESC, books.id",
}

// Query asks for a page of books. A filter that is nil keeps all.
type Query struct {
	Limit, Offset int64
	Order         Order
	AuthorID      *int64
	MaxPriceCents *int64
	// Text is part of the title, in any case.
	Text *string
}

const selectBooks = `
	SELECT books.id, isbn, title, authors.id, authors.name, published_on::text, price_cents, version
	FROM books JOIN authors ON authors.id = author_id`

func scanBook(row pgx.CollectableRow) (Book, error) {
	var b Book
	err := row.Scan(&b.ID, &b.ISBN, &b.Title, &b.Author.ID, &b.Author.Name, &b.PublishedOn, &b.PriceCents, &b.Version)
	return b, err
}

var likePattern = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Books gives a page of books, and the number of all that match.
func (c *Catalogue) Books(ctx context.Context, q Query) (books []Book, total int, err error) {
	var text *string
	if q.Text != nil {
		pattern := "%" + likePattern.Replace(*q.Text) + "%"
		text = &pattern
	}
	const where = `
		WHERE ($1::bigint IS NULL OR author_id = $1)
		  AND ($2::bigint IS NULL OR price_cents <= $2)
		  AND ($3::text IS NULL OR title ILIKE $3)`
	filters := []any{q.AuthorID, q.MaxPriceCents, text}
	if err := c.pool.QueryRow(ctx, `SELECT count(*) FROM books`+where, filters...).Scan(&total); err != nil {
		return nil, 0, err
	}
	page := fmt.Sprintf(` ORDER BY %s LIMIT $4 OFFSET $5`, q.Order)
	rows, err := c.pool.Query(ctx, selectBooks+where+page, append(filters, q.Limit, q.Offset)...)
	if err != nil {
		return nil, 0, err
	}
	books, err = pgx.CollectRows(rows, scanBook)
	return books, total, err
}

// Book gives a book, or ErrNotFound.
func (c *Catalogue) Book(ctx context.Context, id int32) (Book, error) {
	rows, err := c.pool.Query(ctx, selectBooks+` WHERE books.id = $1`, id)
	if err != nil {
		return Book{}, err
	}
	book, err := pgx.CollectExactlyOneRow(rows, scanBook)
	if errors.Is(err, pgx.ErrNoRows) {
		return Book{}, ErrNotFound
	}
	return book, err
}

// CreateBook adds a book in version 1.
func (c *Catalogue) CreateBook(ctx context.Context, b NewBook) (Book, error) {
	var id int32
	err := c.pool.QueryRow(ctx, `
		INSERT INTO books (author_id, isbn, title, published_on, price_cents)
		VALUES ($1, $2, $3, $4::text::date, $5) RETURNING id`,
		b.AuthorID, b.ISBN, b.Title, b.PublishedOn, b.PriceCents,
	).Scan(&id)
	if err != nil {
		return Book{}, refusal(err)
	}
	return c.Book(ctx, id)
}

// ChangeBook changes a book. The statement that writes compares the version, so that of two changes to one version the
// later finds no row.
func (c *Catalogue) ChangeBook(ctx context.Context, id int32, change BookChange) (Book, error) {
	tag, err := c.pool.Exec(ctx, `
		UPDATE books SET
			author_id    = coalesce($3, author_id),
			isbn         = coalesce($4, isbn),
			title        = coalesce($5, title),
			price_cents  = coalesce($6, price_cents),
			published_on = CASE WHEN $7 THEN $8::text::date ELSE published_on END,
			version      = version + 1
		WHERE id = $1 AND version = $2::bigint`,
		id, change.Version, change.AuthorID, change.ISBN, change.Title, change.PriceCents,
		change.SetPublishedOn, change.PublishedOn,
	)
	if err != nil {
		return Book{}, refusal(err)
	}
	book, err := c.Book(ctx, id)
	if err == nil && tag.RowsAffected() == 0 {
		return Book{}, ErrVersionConflict
	}
	return book, err
}

// DeleteBook removes a book.
func (c *Catalogue) DeleteBook(ctx context.Context, id int32) error {
	tag, err := c.pool.Exec(ctx, `DELETE FROM books WHERE id = $1`, id)
	if err == nil && tag.RowsAffected() == 0 {
		return ErrNotFound
	}
	return err
}

// refusal tells the constraints that a client can run into from other failures.
func refusal(err error) error {
	switch {
	case violates(err, "books_isbn_key"):
		return ErrISBNTaken
	case violates(err, "books_author_id_fkey"):
		return ErrNoSuchAuthor
	}
	return err
}
