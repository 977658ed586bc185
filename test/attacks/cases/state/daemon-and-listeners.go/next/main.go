package main

import (
	"fmt"
	"net"
	"time"
)

func main() {
	word := "TRIED"
	for _, place := range [][2]string{{"tcp", "127.0.0.1:7333"}, {"unix", "@left-behind"}, {"unix", "/dev/shm/left-behind"}} {
		if connection, err := net.DialTimeout(place[0], place[1], time.Second); err == nil {
			word = "BREACH " + place[1]
			connection.Close()
		}
	}
	fmt.Println(word, "listeners of the one before")
	serve(answer)
}
