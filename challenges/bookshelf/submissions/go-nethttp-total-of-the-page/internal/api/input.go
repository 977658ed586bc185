package api

import (
	"encoding/json"
	"errors"
	"io"
	"math"
	"net/http"
	"net/url"
	"strconv"

	"bookshelf/internal/catalogue"
)

// form is a JSON object that is being read. It collects what is wrong with its fields.
type form struct {
	fields map[string]json.RawMessage
	faults map[string]string
}

func readForm(r *http.Request) (*form, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	f := &form{faults: map[string]string{}}
	// null is no error to the decoder, and leaves no fields.
	if err := json.Unmarshal(body, &f.fields); err != nil || f.fields == nil {
		return nil, malformedJSON()
	}
	return f, nil
}

// optional reads a field that may be left out, and gives nil then. A check says what is wrong, or nothing.
func optional[T any](f *form, name string, check func(T) string) *T {
	raw, given := f.fields[name]
	if !given {
		return nil
	}
	// Into a pointer: null would leave a plain value untouched, and pass for it.
	var value *T
	if err := json.Unmarshal(raw, &value); err != nil || value == nil {
		f.faults[name] = "has the wrong type"
		return nil
	}
	if fault := check(*value); fault != "" {
		f.faults[name] = fault
	}
	return value
}

// required reads a field that must be there.
func required[T any](f *form, name string, check func(T) string) T {
	if _, given := f.fields[name]; !given {
		f.faults[name] = "is required"
	}
	if value := optional(f, name, check); value != nil {
		return *value
	}
	var none T
	return none
}

// nullable reads a field that may be left out or null, and gives nil in both cases.
func nullable[T any](f *form, name string, check func(T) string) *T {
	if string(f.fields[name]) == "null" {
		return nil
	}
	return optional(f, name, check)
}

func (f *form) err() error {
	if len(f.faults) > 0 {
		return invalid(f.faults)
	}
	return nil
}

func readAuthor(r *http.Request) (name string, err error) {
	f, err := readForm(r)
	if err != nil {
		return "", err
	}
	name = required(f, "name", text(100))
	return name, f.err()
}

func readNewBook(r *http.Request) (catalogue.NewBook, error) {
	f, err := readForm(r)
	if err != nil {
		return catalogue.NewBook{}, err
	}
	book := catalogue.NewBook{
		AuthorID:    required(f, "authorId", authorID),
		ISBN:        required(f, "isbn", isbn),
		Title:       required(f, "title", text(200)),
		PriceCents:  required(f, "priceCents", price),
		PublishedOn: nullable(f, "publishedOn", day),
	}
	return book, f.err()
}

func readBookChange(r *http.Request) (catalogue.BookChange, error) {
	f, err := readForm(r)
	if err != nil {
		return catalogue.BookChange{}, err
	}
	change := catalogue.BookChange{
		Version:     required(f, "version", func(int64) string { return "" }),
		AuthorID:    optional(f, "authorId", authorID),
		ISBN:        optional(f, "isbn", isbn),
		Title:       optional(f, "title", text(200)),
		PriceCents:  optional(f, "priceCents", price),
		PublishedOn: nullable(f, "publishedOn", day),
	}
	_, change.SetPublishedOn = f.fields["publishedOn"]
	return change, f.err()
}

func readQuery(values url.Values) (catalogue.Query, error) {
	faults := map[string]string{}
	number := func(name string, least, most int64) *int64 {
		if !values.Has(name) {
			return nil
		}
		n, err := strconv.ParseInt(values.Get(name), 10, 64)
		// A number that is out of range comes as the nearest one that is not.
		if err != nil && !errors.Is(err, strconv.ErrRange) || n < least || n > most {
			faults[name] = "must be a whole number within its bounds"
		}
		return &n
	}
	query := catalogue.Query{
		Limit:         valueOr(number("limit", 1, 100), 20),
		Offset:        valueOr(number("offset", 0, 1_000_000), 0),
		Order:         catalogue.Orders["id"],
		AuthorID:      number("authorId", math.MinInt64, math.MaxInt64),
		MaxPriceCents: number("maxPriceCents", 0, math.MaxInt64),
	}
	if values.Has("sort") {
		order, known := catalogue.Orders[values.Get("sort")]
		if !known {
			faults["sort"] = "must be id, title or price, perhaps with a - in front"
		}
		query.Order = order
	}
	if values.Has("q") {
		q := values.Get("q")
		if !storable(q) {
			faults["q"] = "must be a text"
		}
		query.Text = &q
	}
	if len(faults) > 0 {
		return catalogue.Query{}, invalidQuery(faults)
	}
	return query, nil
}

func valueOr[T any](value *T, otherwise T) T {
	if value == nil {
		return otherwise
	}
	return *value
}
