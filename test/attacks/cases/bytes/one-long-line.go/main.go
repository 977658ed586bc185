package main

import (
	"fmt"
	"os"
	"strings"
)

func main() {
	// As long as an answer may be; written out each sign is six times as long.
	long := strings.Repeat("\u0001", 200_000)
	fmt.Fprintln(os.Stdout, "TRIED", long)
	serve(func(method, path string, body input) (int, any) {
		if path == "/health" {
			return 200, map[string]bool{"ok": true}
		}
		fmt.Fprint(os.Stderr, strings.Repeat("\u202e\u001b", 8_000))
		return 200, map[string]string{"sum": long, "text": long, "token": long, long[:3_000]: "\x1b"}
	})
}
