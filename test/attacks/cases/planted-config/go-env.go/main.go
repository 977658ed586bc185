package main

import (
	"fmt"
	"os"
)

//go:generate sh -c "echo BREACH a generator ran"

func main() {
	planted := 0
	for _, name := range []string{"go.work", ".config/go/env", "vault_test.go", "generate.go", "run"} {
		if _, err := os.Stat("/app/" + name); err == nil {
			planted++
		}
	}
	fmt.Println("TRIED", planted, "files that tools of Go look at")
	serve(answer)
}
