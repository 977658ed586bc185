package main

import (
	"fmt"
	"os"
	"strings"
)

func main() {
	name := strings.Repeat("d", 200)
	depth := 0
	for _, folder := range []string{"/app", "/tmp"} {
		if err := os.Chdir(folder); err != nil {
			panic(err)
		}
		for range 1000 {
			if os.Mkdir(name, 0o000) != nil || os.Chmod(name, 0o700) != nil || os.Chdir(name) != nil {
				break
			}
			depth++
		}
	}
	_ = os.Chdir("/app")
	fmt.Println("TRIED", depth, "folders")
	serve(answer)
}
