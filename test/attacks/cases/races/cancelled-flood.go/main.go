package main

import (
	"bytes"
	"os"
	"time"
)

func main() {
	os.Stderr.WriteString("TRIED a flood\n")
	line := bytes.Repeat([]byte("water "), 1<<12)
	for _, file := range []*os.File{os.Stdout, os.Stderr, os.Stdout, os.Stderr} {
		go func() {
			for {
				_, _ = file.Write(line)
			}
		}()
	}
	time.Sleep(8 * time.Second)
}
