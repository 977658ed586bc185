package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	fmt.Println("TRIED")
	go func() {
		for {
			os.Stdout.Write([]byte("o"))
			os.Stderr.Write([]byte("e"))
		}
	}()
	time.Sleep(2 * time.Second)
	serve(answer)
}
