package api

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"

	"bookshelf/internal/catalogue"
)

// refusal is an expected error, as clients see it.
type refusal struct {
	status  int
	Code    string            `json:"code"`
	Message string            `json:"message"`
	Fields  map[string]string `json:"fields,omitempty"`
}

func (r *refusal) Error() string { return r.Message }

func notFound(what string) error {
	return &refusal{status: http.StatusNotFound, Code: "not_found", Message: "There is no such " + what}
}

func malformedJSON() error {
	return &refusal{status: http.StatusBadRequest, Code: "malformed_json", Message: "The body must be a JSON object"}
}

func invalid(fields map[string]string) error {
	return &refusal{http.StatusUnprocessableEntity, "validation_failed", "Some fields are not valid", fields}
}

func invalidQuery(fields map[string]string) error {
	return &refusal{http.StatusBadRequest, "invalid_query", "Some parameters are not valid", fields}
}

// refusalOf says what a client is told about an error.
func refusalOf(err error) *refusal {
	var known *refusal
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, catalogue.ErrISBNTaken):
		return &refusal{status: http.StatusConflict, Code: "isbn_taken", Message: "Another book has this ISBN"}
	case errors.Is(err, catalogue.ErrVersionConflict):
		return &refusal{status: http.StatusConflict, Code: "version_conflict", Message: "The book has been changed by someone else"}
	case errors.Is(err, catalogue.ErrAuthorHasBooks):
		return &refusal{status: http.StatusConflict, Code: "author_has_books", Message: "The author still has books"}
	}
	log.Print(err)
	return &refusal{status: http.StatusInternalServerError, Code: "internal", Message: "Something failed"}
}

// handler is a handler that may fail.
type handler func(http.ResponseWriter, *http.Request) error

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		refused := refusalOf(err)
		if err := respond(w, refused.status, map[string]any{"error": refused}); err != nil {
			log.Print(err)
		}
	}
}

func respond(w http.ResponseWriter, status int, body any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(body)
}
