package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"
	"sync"
)

type input struct {
	Text    string  `json:"text"`
	Numbers []int64 `json:"numbers"`
}

type handler func(method, path string, body input) (int, any)

var (
	guard sync.Mutex
	notes = map[string]string{}
)

// answer is what the vault answers to a request: a status, and a value that is sent as JSON.
func answer(method, path string, body input) (int, any) {
	switch {
	case method == "GET" && path == "/health":
		return 200, map[string]bool{"ok": true}
	case method == "GET" && path == "/token":
		return 200, map[string]string{"token": os.Getenv("VAULT_TOKEN")}
	case method == "POST" && path == "/sum":
		var sum int64
		for _, number := range body.Numbers {
			sum += number
		}
		return 200, map[string]int64{"sum": sum}
	}
	if name, found := strings.CutPrefix(path, "/notes/"); found {
		guard.Lock()
		defer guard.Unlock()
		if method == "PUT" {
			notes[name] = body.Text
		}
		if text, known := notes[name]; known {
			return 200, map[string]string{"name": name, "text": text}
		}
	}
	return 404, map[string]string{"error": "there is no such thing"}
}

// serve listens until the process ends, and answers by handle.
func serve(handle handler) {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		var body input
		_ = json.NewDecoder(r.Body).Decode(&body)
		status, value := handle(r.Method, r.URL.Path, body)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		if err := json.NewEncoder(w).Encode(value); err != nil {
			log.Print(err)
		}
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil))
}
