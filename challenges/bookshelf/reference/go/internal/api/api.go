// Package api serves the catalogue over HTTP.
package api

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"bookshelf/internal/catalogue"
)

type api struct {
	catalogue *catalogue.Catalogue
}

// New gives the API's handler.
func New(c *catalogue.Catalogue) http.Handler {
	a := &api{c}
	mux := http.NewServeMux()
	mux.Handle("GET /health", handler(a.health))
	mux.Handle("POST /authors", handler(a.createAuthor))
	mux.Handle("GET /authors/{id}", handler(a.showAuthor))
	mux.Handle("DELETE /authors/{id}", handler(a.deleteAuthor))
	mux.Handle("GET /books", handler(a.listBooks))
	mux.Handle("POST /books", handler(a.createBook))
	mux.Handle("GET /books/{id}", handler(a.showBook))
	mux.Handle("PATCH /books/{id}", handler(a.changeBook))
	mux.Handle("DELETE /books/{id}", handler(a.deleteBook))
	mux.Handle("/", handler(func(http.ResponseWriter, *http.Request) error { return notFound("path") }))
	return mux
}

func (a *api) health(w http.ResponseWriter, _ *http.Request) error {
	return respond(w, http.StatusOK, map[string]string{"status": "ok"})
}

func (a *api) createAuthor(w http.ResponseWriter, r *http.Request) error {
	name, err := readAuthor(r)
	if err != nil {
		return err
	}
	author, err := a.catalogue.CreateAuthor(r.Context(), name)
	if err != nil {
		return err
	}
	w.Header().Set("Location", fmt.Sprintf("/authors/%d", author.ID))
	return respond(w, http.StatusCreated, author)
}

func (a *api) showAuthor(w http.ResponseWriter, r *http.Request) error {
	id, err := pathID(r, "author")
	if err != nil {
		return err
	}
	author, err := a.catalogue.Author(r.Context(), id)
	if err != nil {
		return missing(err, "author")
	}
	return respond(w, http.StatusOK, author)
}

func (a *api) deleteAuthor(w http.ResponseWriter, r *http.Request) error {
	id, err := pathID(r, "author")
	if err != nil {
		return err
	}
	if err := a.catalogue.DeleteAuthor(r.Context(), id); err != nil {
		return missing(err, "author")
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (a *api) listBooks(w http.ResponseWriter, r *http.Request) error {
	query, err := readQuery(r.URL.Query())
	if err != nil {
		return err
	}
	books, total, err := a.catalogue.Books(r.Context(), query)
	if err != nil {
		return err
	}
	return respond(w, http.StatusOK, map[string]any{
		"items": books, "total": total, "limit": query.Limit, "offset": query.Offset,
	})
}

func (a *api) createBook(w http.ResponseWriter, r *http.Request) error {
	input, err := readNewBook(r)
	if err != nil {
		return err
	}
	book, err := a.catalogue.CreateBook(r.Context(), input)
	if err != nil {
		return unknownAuthor(err)
	}
	w.Header().Set("Location", fmt.Sprintf("/books/%d", book.ID))
	return respond(w, http.StatusCreated, book)
}

func (a *api) showBook(w http.ResponseWriter, r *http.Request) error {
	id, err := pathID(r, "book")
	if err != nil {
		return err
	}
	book, err := a.catalogue.Book(r.Context(), id)
	if err != nil {
		return missing(err, "book")
	}
	return respond(w, http.StatusOK, book)
}

func (a *api) changeBook(w http.ResponseWriter, r *http.Request) error {
	id, err := pathID(r, "book")
	if err != nil {
		return err
	}
	change, err := readBookChange(r)
	if err != nil {
		return err
	}
	book, err := a.catalogue.ChangeBook(r.Context(), id, change)
	if err != nil {
		return missing(unknownAuthor(err), "book")
	}
	return respond(w, http.StatusOK, book)
}

func (a *api) deleteBook(w http.ResponseWriter, r *http.Request) error {
	id, err := pathID(r, "book")
	if err != nil {
		return err
	}
	if err := a.catalogue.DeleteBook(r.Context(), id); err != nil {
		return missing(err, "book")
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// pathID reads the id in the path. One that can not be belongs to nothing.
func pathID(r *http.Request, what string) (int32, error) {
	id, err := strconv.ParseUint(r.PathValue("id"), 10, 31)
	if err != nil {
		return 0, notFound(what)
	}
	return int32(id), nil
}

// missing names what was not found.
func missing(err error, what string) error {
	if errors.Is(err, catalogue.ErrNotFound) {
		return notFound(what)
	}
	return err
}

func unknownAuthor(err error) error {
	if errors.Is(err, catalogue.ErrNoSuchAuthor) {
		return invalid(map[string]string{"authorId": "must be the id of an author"})
	}
	return err
}
