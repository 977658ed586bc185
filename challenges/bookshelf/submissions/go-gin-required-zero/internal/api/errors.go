package api

import (
	"errors"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"

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

// fail ends a request with an error, which answerErrors turns into the answer.
func fail(c *gin.Context, err error) {
	c.Error(err)
	c.Abort()
}

func answerErrors(c *gin.Context) {
	c.Next()
	if last := c.Errors.Last(); last != nil {
		refused := refusalOf(last.Err)
		c.JSON(refused.status, gin.H{"error": refused})
	}
}

func answerPanic(c *gin.Context, _ any) {
	fail(c, errors.New("a handler panicked"))
}

// refusalOf says what a client is told about an error.
func refusalOf(err error) *refusal {
	var known *refusal
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, catalogue.ErrNoSuchAuthor):
		return refusalOf(invalid(map[string]string{"authorId": "must be the id of an author"}))
	case errors.Is(err, catalogue.ErrISBNTaken):
		return &refusal{status: http.StatusConflict, Code: "isbn_taken", Message: "Another book has this ISBN"}
	case errors.Is(err, catalogue.ErrVersionConflict):
		return &refusal{status: http.StatusConflict, Code: "version_conflict", Message: "The book has been changed by someone else"}
	case errors.Is(err, catalogue.ErrAuthorHasBooks):
		return &refusal{status: http.StatusConflict, Code: "author_has_books", Message: "The author still has books"}
	case errors.Is(err, catalogue.ErrNotFound):
		return refusalOf(notFound("author or book"))
	}
	log.Print(err)
	return &refusal{status: http.StatusInternalServerError, Code: "internal", Message: "Something failed"}
}
