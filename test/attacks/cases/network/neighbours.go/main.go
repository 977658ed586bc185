package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

func main() {
	copy, err := os.ReadFile("/app/copy")
	if err != nil {
		panic(err)
	}
	own, other := "7401", "7402"
	if string(copy) == "2" {
		own, other = other, own
	}
	for _, place := range [][2]string{{"tcp", ":" + own}, {"unix", "@neighbour-" + own}} {
		listener, err := net.Listen(place[0], place[1])
		if err != nil {
			panic(err)
		}
		go func() {
			for {
				if connection, err := listener.Accept(); err == nil {
					_, _ = io.WriteString(connection, "a solution")
					connection.Close()
				}
			}
		}()
	}
	word := "TRIED"
	for end := time.Now().Add(1500 * time.Millisecond); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		for _, place := range [][2]string{{"tcp", "127.0.0.1:" + other}, {"tcp", "[::1]:" + other}, {"unix", "@neighbour-" + other}} {
			if connection, err := net.DialTimeout(place[0], place[1], 200*time.Millisecond); err == nil {
				word = "BREACH reached the neighbour at " + place[1]
				connection.Close()
			}
		}
	}
	fmt.Println(word, "as", string(copy))
	serve(answer)
}
