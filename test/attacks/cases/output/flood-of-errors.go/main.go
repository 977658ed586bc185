package main

import (
	"bytes"
	"os"
	"sync/atomic"
	"time"
)

const wanted = 24 << 20

func main() {
	block := bytes.Repeat([]byte("error "), 10_000)
	var taken atomic.Int64
	for range 8 {
		go func() {
			for {
				wrote, _ := os.Stderr.Write(block)
				if taken.Add(int64(wrote)) > wanted {
					os.Exit(3)
				}
			}
		}()
	}
	time.Sleep(1500 * time.Millisecond)
	serve(answer)
}
