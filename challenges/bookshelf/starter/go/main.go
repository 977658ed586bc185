package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type author struct {
	ID        int32  `json:"id"`
	Name      string `json:"name"`
	BookCount int    `json:"bookCount"`
}

type server struct {
	pool *pgxpool.Pool
}

func main() {
	pool, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{pool}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", s.health)
	mux.HandleFunc("GET /authors/{id}", s.showAuthor)
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), mux))
}

func (s *server) health(w http.ResponseWriter, _ *http.Request) {
	respond(w, http.StatusOK, map[string]string{"status": "ok"})
}

func (s *server) showAuthor(w http.ResponseWriter, r *http.Request) {
	var a author
	err := s.pool.QueryRow(r.Context(), `
		SELECT id, name, (SELECT count(*) FROM books WHERE author_id = authors.id)
		FROM authors WHERE id = $1`, r.PathValue("id"),
	).Scan(&a.ID, &a.Name, &a.BookCount)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		fail(w, http.StatusNotFound, "not_found", "There is no such author")
	case err != nil:
		log.Print(err)
		fail(w, http.StatusInternalServerError, "internal", "Something failed")
	default:
		respond(w, http.StatusOK, a)
	}
}

func respond(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		log.Print(err)
	}
}

func fail(w http.ResponseWriter, status int, code, message string) {
	respond(w, status, map[string]any{"error": map[string]string{"code": code, "message": message}})
}
