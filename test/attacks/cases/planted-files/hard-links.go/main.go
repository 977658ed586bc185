package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	var refused int
	for _, file := range []string{"/etc/passwd", "/opt/assay/launcher", "/proc/1/exe", "/proc/1/environ", "{{canary.file}}"} {
		for _, folder := range []string{"/app", "/tmp", "/dev/shm"} {
			if err := os.Link(file, filepath.Join(folder, "second-"+filepath.Base(file))); err != nil {
				refused++
				continue
			}
			fmt.Println("BREACH a second name for", file)
		}
	}
	fmt.Println("TRIED", refused, "refused")
	serve(answer)
}
