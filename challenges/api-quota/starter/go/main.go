package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/redis/go-redis/v9"
)

type plan struct {
	Limit    int64 `json:"limit" redis:"limit"`
	WindowMs int64 `json:"windowMs" redis:"windowMs"`
}

type server struct {
	redis *redis.Client
}

func main() {
	options, err := redis.ParseURL(os.Getenv("REDIS_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{redis.NewClient(options)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", s.health)
	mux.HandleFunc("PUT /clients/{client}/plan", s.setPlan)
	mux.HandleFunc("GET /clients/{client}/plan", s.showPlan)
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), mux))
}

func (s *server) health(w http.ResponseWriter, _ *http.Request) {
	respond(w, http.StatusOK, map[string]string{"status": "ok"})
}

func (s *server) setPlan(w http.ResponseWriter, r *http.Request) {
	var p plan
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		fail(w, http.StatusBadRequest, "malformed_json", "The body is not JSON")
		return
	}
	if err := s.redis.HSet(r.Context(), "plan:"+r.PathValue("client"), p).Err(); err != nil {
		log.Print(err)
		fail(w, http.StatusInternalServerError, "internal", "Something failed")
		return
	}
	respond(w, http.StatusOK, p)
}

func (s *server) showPlan(w http.ResponseWriter, r *http.Request) {
	var p plan
	answer := s.redis.HGetAll(r.Context(), "plan:"+r.PathValue("client"))
	if err := answer.Scan(&p); err != nil {
		log.Print(err)
		fail(w, http.StatusInternalServerError, "internal", "Something failed")
		return
	}
	if len(answer.Val()) == 0 {
		fail(w, http.StatusNotFound, "no_plan", "The client has no plan")
		return
	}
	respond(w, http.StatusOK, p)
}

func respond(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		log.Print(err)
	}
}

func fail(w http.ResponseWriter, status int, code, message string) {
	respond(w, status, map[string]string{"error": code, "message": message})
}
