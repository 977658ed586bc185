package main

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

func main() {
	var calls atomic.Int64
	var all sync.WaitGroup
	end := time.Now().Add(1200 * time.Millisecond)
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			root, err := os.Open("/")
			if err != nil {
				return
			}
			defer root.Close()
			for time.Now().Before(end) {
				syscall.Sync()
				syscall.Fsync(int(root.Fd()))
				calls.Add(1)
			}
		}()
	}
	all.Wait()
	fmt.Println("TRIED", calls.Load(), "times")
	serve(answer)
}
