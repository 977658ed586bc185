package main

import (
	"encoding/json"
	"log"
	"net/http"
)

type server struct {
	theatre *theatre
}

func newServer(t *theatre) http.Handler {
	s := &server{t}
	mux := http.NewServeMux()
	mux.Handle("GET /health", handler(s.health))
	mux.Handle("GET /shows/{id}", handler(s.showShow))
	mux.Handle("POST /shows/{id}/holds", handler(s.createHold))
	mux.Handle("GET /holds/{id}", handler(s.showHold))
	mux.Handle("POST /holds/{id}/confirm", handler(s.confirmHold))
	mux.Handle("DELETE /holds/{id}", handler(s.releaseHold))
	mux.Handle("/", handler(func(http.ResponseWriter, *http.Request) error { return notFound("path") }))
	return mux
}

func (s *server) health(w http.ResponseWriter, _ *http.Request) error {
	return respond(w, http.StatusOK, map[string]string{"status": "ok"})
}

func (s *server) showShow(w http.ResponseWriter, r *http.Request) error {
	id, err := readShowID(r)
	if err != nil {
		return err
	}
	found, err := s.theatre.show(r.Context(), id)
	if err != nil {
		return err
	}
	return respond(w, http.StatusOK, found)
}

func (s *server) createHold(w http.ResponseWriter, r *http.Request) error {
	id, err := readShowID(r)
	if err != nil {
		return err
	}
	request, err := readHoldRequest(r)
	if err != nil {
		return err
	}
	made, err := s.theatre.createHold(r.Context(), id, request.customer, request.seats)
	if err != nil {
		return err
	}
	return respond(w, http.StatusCreated, made)
}

func (s *server) showHold(w http.ResponseWriter, r *http.Request) error {
	found, err := findHold(r.Context(), s.theatre.db, r.PathValue("id"))
	if err != nil {
		return err
	}
	return respond(w, http.StatusOK, found)
}

func (s *server) confirmHold(w http.ResponseWriter, r *http.Request) error {
	booked, err := s.theatre.confirmHold(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	return respond(w, http.StatusOK, booked)
}

func (s *server) releaseHold(w http.ResponseWriter, r *http.Request) error {
	if err := s.theatre.releaseHold(r.Context(), r.PathValue("id")); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// handler is a handler that may fail.
type handler func(http.ResponseWriter, *http.Request) error

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		refused := refusalOf(err)
		if err := respond(w, refused.status, refused); err != nil {
			log.Print(err)
		}
	}
}

func respond(w http.ResponseWriter, status int, body any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(body)
}
