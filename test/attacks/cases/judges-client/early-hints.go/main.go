package main

import (
	"fmt"
	"net"
	"strings"
)

func main() {
	hints := []byte(strings.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n", 50))
	serveRaw(func(connection net.Conn, path string, body input) bool {
		if path != "/sum" || len(body.Numbers) < 100 {
			return false
		}
		sent := 0
		for {
			n, err := connection.Write(hints)
			sent += n
			if err != nil {
				fmt.Println("TRIED", sent>>10, "KiB of hints")
				return true
			}
		}
	})
}
