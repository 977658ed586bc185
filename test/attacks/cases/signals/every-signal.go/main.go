package main

import (
	"fmt"
	"os/signal"
	"syscall"
)

func main() {
	// Process 1 passes two of them on to the program.
	signal.Ignore()
	sent := 0
	for range 20 {
		for number := syscall.Signal(1); number <= 64; number++ {
			if syscall.Kill(1, number) == nil {
				sent++
			}
		}
	}
	fmt.Println("TRIED", sent, "signals")
	serve(answer)
}
