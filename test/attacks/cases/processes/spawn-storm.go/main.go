package main

import (
	"fmt"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	var started, refused atomic.Int64
	var all sync.WaitGroup
	end := time.Now().Add(1500 * time.Millisecond)
	for range 24 {
		all.Add(1)
		go func() {
			defer all.Done()
			for time.Now().Before(end) {
				if exec.Command("/usr/bin/true").Run() != nil {
					refused.Add(1)
				}
				started.Add(1)
			}
		}()
	}
	all.Wait()
	fmt.Printf("TRIED %d processes, %d of them refused\n", started.Load(), refused.Load())
	serve(answer)
}
