package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"os"
)

type show struct {
	ID    int    `json:"id"`
	Title string `json:"title"`
	Seats []seat `json:"seats"`
}

type seat struct {
	Label      string `json:"label"`
	PriceCents int    `json:"priceCents"`
	Status     string `json:"status"`
}

type server struct {
	db *sql.DB
}

func main() {
	db, err := openDatabase(os.Getenv("MYSQL_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{db}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", s.health)
	mux.HandleFunc("GET /shows/{id}", s.showShow)
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), mux))
}

func (s *server) health(w http.ResponseWriter, _ *http.Request) {
	respond(w, http.StatusOK, map[string]string{"status": "ok"})
}

func (s *server) showShow(w http.ResponseWriter, r *http.Request) {
	found, err := s.readShow(r)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		respond(w, http.StatusNotFound, map[string]string{"error": "not_found", "message": "There is no such show"})
	case err != nil:
		log.Print(err)
		respond(w, http.StatusInternalServerError, map[string]string{"error": "internal", "message": "Something failed"})
	default:
		respond(w, http.StatusOK, found)
	}
}

func (s *server) readShow(r *http.Request) (*show, error) {
	found := &show{Seats: []seat{}}
	err := s.db.QueryRowContext(r.Context(), `SELECT id, title FROM shows WHERE id = ?`, r.PathValue("id")).
		Scan(&found.ID, &found.Title)
	if err != nil {
		return nil, err
	}
	rows, err := s.db.QueryContext(r.Context(), `SELECT label, price_cents FROM seats WHERE show_id = ? ORDER BY id`, found.ID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		free := seat{Status: "free"}
		if err := rows.Scan(&free.Label, &free.PriceCents); err != nil {
			return nil, err
		}
		found.Seats = append(found.Seats, free)
	}
	return found, rows.Err()
}

func respond(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		log.Print(err)
	}
}
