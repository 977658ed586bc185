package main

import (
	"fmt"
	"net"
	"strings"
)

func main() {
	extension := strings.Repeat("e", 8<<10)
	serveRaw(func(connection net.Conn, path string, body input) bool {
		if path != "/sum" {
			return false
		}
		fmt.Fprint(connection, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
		sent := 0
		for range 4_000 {
			n, err := fmt.Fprintf(connection, "1;%s\r\n \r\n", extension)
			sent += n
			if err != nil {
				break
			}
		}
		fmt.Fprint(connection, "0\r\n")
		for range 40_000 {
			if _, err := fmt.Fprint(connection, "X-Trailer: 0123456789\r\n"); err != nil {
				break
			}
		}
		fmt.Println("TRIED", sent>>10, "KiB for an answer of nothing")
		return true
	})
}
