// Package graph serves the board over GraphQL.
package graph

import (
	"context"
	_ "embed"
	"encoding/json"
	"log"
	"net/http"

	"github.com/graph-gophers/graphql-go"
	"github.com/graphql-go/graphql/language/parser"

	"projectboard/internal/board"
)

//go:embed schema.graphql
var schemaText string

// parallel is how many fields of a request may wait for their loader at a time.
const parallel = 200

// NewHandler gives the endpoint.
func NewHandler(b *board.Board) http.Handler {
	schema := graphql.MustParseSchema(schemaText, &root{b}, graphql.UseFieldResolvers(), graphql.MaxParallelism(parallel))
	return &handler{b, schema}
}

type handler struct {
	board  *board.Board
	schema *graphql.Schema
}

type request struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName"`
	Variables     map[string]any `json:"variables"`
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var body request
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		respond(w, http.StatusBadRequest, refusal(err))
		return
	}
	if err := h.check(body); err != nil {
		respond(w, http.StatusOK, refusal(err))
		return
	}
	ctx, err := h.newSession(r)
	if err != nil {
		log.Print(err)
		respond(w, http.StatusInternalServerError, refusal(err))
		return
	}
	respond(w, http.StatusOK, h.schema.Exec(ctx, body.Query, body.OperationName, body.Variables))
}

// check finds what keeps a document from being executed, as far as the executor does not.
func (h *handler) check(body request) error {
	document, err := parser.Parse(parser.ParseParams{Source: body.Query})
	if err != nil {
		return err
	}
	if err := checkLimits(document); err != nil {
		return err
	}
	return checkVariables(h.schema.AST(), document, body.OperationName, body.Variables)
}

func refusal(err error) any {
	return map[string]any{"errors": []map[string]string{{"message": err.Error()}}}
}

func respond(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		log.Print(err)
	}
}

// session is what a request brings along.
type session struct {
	*loaders
	// viewer is who is logged in, or nil.
	viewer *board.Person
}

type sessionKey struct{}

func (h *handler) newSession(r *http.Request) (context.Context, error) {
	s := &session{loaders: newLoaders(h.board)}
	if id, ok := parseID(graphql.ID(r.Header.Get("X-Person"))); ok {
		viewer, err := s.people.Load(r.Context(), id)()
		if err != nil {
			return nil, err
		}
		s.viewer = viewer
	}
	return context.WithValue(r.Context(), sessionKey{}, s), nil
}

func sessionOf(ctx context.Context) *session {
	return ctx.Value(sessionKey{}).(*session)
}
