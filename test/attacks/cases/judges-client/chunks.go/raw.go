package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
)

// serveRaw answers as the vault does, except where instead says that it has written something by itself.
func serveRaw(instead func(connection net.Conn, path string, body input) bool) {
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
	if err != nil {
		panic(err)
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			panic(err)
		}
		go func() {
			defer connection.Close()
			reader := bufio.NewReader(connection)
			for {
				request, err := http.ReadRequest(reader)
				if err != nil {
					return
				}
				var body input
				_ = json.NewDecoder(request.Body).Decode(&body)
				if instead(connection, request.URL.Path, body) {
					return
				}
				status, value := answer(request.Method, request.URL.Path, body)
				text, _ := json.Marshal(value)
				fmt.Fprintf(connection, "HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
					status, len(text), text)
			}
		}()
	}
}
