package main

import (
	"encoding/json"
	"errors"
	"log"
	"math"
	"net/http"
	"strconv"
)

var (
	errNotFound      = errors.New("there is nothing here")
	errMalformedJSON = errors.New("the body is not JSON")
)

// invalid is a request that is not as it must be.
type invalid string

func (i invalid) Error() string { return string(i) }

type server struct {
	quota *quota
}

func newServer(q *quota) http.Handler {
	s := &server{q}
	mux := http.NewServeMux()
	mux.Handle("GET /health", handler(s.health))
	mux.Handle("PUT /clients/{client}/plan", handler(s.setPlan))
	mux.Handle("GET /clients/{client}/plan", handler(s.showPlan))
	mux.Handle("GET /clients/{client}/usage", handler(s.showUsage))
	mux.Handle("POST /clients/{client}/calls", handler(s.takeCall))
	mux.Handle("DELETE /clients/{client}/calls", handler(s.forgetCalls))
	mux.Handle("/", handler(func(http.ResponseWriter, *http.Request) error { return errNotFound }))
	return mux
}

func (s *server) health(w http.ResponseWriter, _ *http.Request) error {
	return respond(w, http.StatusOK, map[string]string{"status": "ok"})
}

func (s *server) setPlan(w http.ResponseWriter, r *http.Request) error {
	client, err := readClient(r)
	if err != nil {
		return err
	}
	p, err := readPlan(r)
	if err != nil {
		return err
	}
	if err := s.quota.setPlan(r.Context(), client, p); err != nil {
		return err
	}
	return respond(w, http.StatusOK, p)
}

func (s *server) showPlan(w http.ResponseWriter, r *http.Request) error {
	client, err := readClient(r)
	if err != nil {
		return err
	}
	p, err := s.quota.plan(r.Context(), client)
	if err != nil {
		return err
	}
	return respond(w, http.StatusOK, p)
}

func (s *server) showUsage(w http.ResponseWriter, r *http.Request) error {
	client, err := readClient(r)
	if err != nil {
		return err
	}
	u, err := s.quota.usage(r.Context(), client)
	if err != nil {
		return err
	}
	return respond(w, http.StatusOK, u)
}

func (s *server) takeCall(w http.ResponseWriter, r *http.Request) error {
	client, err := readClient(r)
	if err != nil {
		return err
	}
	cost, err := readCost(r)
	if err != nil {
		return err
	}
	o, err := s.quota.take(r.Context(), client, cost)
	if err != nil {
		return err
	}
	if o.allowed {
		return respond(w, http.StatusOK, map[string]any{"allowed": true, "remaining": o.remaining})
	}
	w.Header().Set("Retry-After", strconv.FormatFloat(math.Ceil(o.retryAfter.Seconds()), 'f', 0, 64))
	return respond(w, http.StatusTooManyRequests, map[string]any{
		"allowed": false, "remaining": o.remaining, "retryAfterMs": o.retryAfter.Milliseconds(),
	})
}

func (s *server) forgetCalls(w http.ResponseWriter, r *http.Request) error {
	client, err := readClient(r)
	if err != nil {
		return err
	}
	if err := s.quota.forget(r.Context(), client); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// handler is a handler that may fail.
type handler func(http.ResponseWriter, *http.Request) error

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		status, code, message := describe(err)
		if err := respond(w, status, map[string]string{"error": code, "message": message}); err != nil {
			log.Print(err)
		}
	}
}

// describe says what a client is told about an error.
func describe(err error) (status int, code, message string) {
	var faulty invalid
	switch {
	case errors.As(err, &faulty):
		return http.StatusUnprocessableEntity, "invalid_request", faulty.Error()
	case errors.Is(err, errMalformedJSON):
		return http.StatusBadRequest, "malformed_json", err.Error()
	case errors.Is(err, errNoPlan):
		return http.StatusNotFound, "no_plan", err.Error()
	case errors.Is(err, errNotFound):
		return http.StatusNotFound, "not_found", err.Error()
	case errors.Is(err, errCostTooHigh):
		return http.StatusUnprocessableEntity, "cost_too_high", err.Error()
	}
	log.Print(err)
	return http.StatusInternalServerError, "internal", "Something failed"
}

func respond(w http.ResponseWriter, status int, body any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	return json.NewEncoder(w).Encode(body)
}
