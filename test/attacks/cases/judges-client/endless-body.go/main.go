package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
)

// What may be under way in buffers between the two, on top of what is taken.
const most = 24 << 20

func main() {
	piece := bytes.Repeat([]byte(" "), 64<<10)
	http.HandleFunc("POST /sum", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		sent := 0
		for sent < 4*most {
			n, err := w.Write(piece)
			sent += n
			if err != nil {
				break
			}
		}
		if sent > most {
			fmt.Println("BREACH it took", sent>>20, "MiB of one answer")
		}
		fmt.Println("TRIED", sent>>10, "KiB of one answer")
	})
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		var body input
		_ = json.NewDecoder(r.Body).Decode(&body)
		status, value := answer(r.Method, r.URL.Path, body)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(value)
	})
	panic(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil))
}
