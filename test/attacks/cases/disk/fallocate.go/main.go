package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

const mib = 1 << 20

func main() {
	var got []string
	for folder, size := range map[string]int64{"/app": 64 * mib, "/tmp": 200 * mib, "/dev/shm": 32 * mib, "/": mib, "/dev/mqueue": mib} {
		file, err := os.Create(folder + "/reserved")
		if err != nil {
			continue
		}
		if syscall.Fallocate(int(file.Fd()), 0, 0, size) == nil {
			got = append(got, fmt.Sprintf("%d MiB of %s", size/mib, folder))
		}
		file.Close()
		os.Remove(file.Name())
	}
	if got != nil {
		fmt.Println("BREACH", strings.Join(got, ", "))
	} else {
		fmt.Println("TRIED")
	}
	serve(answer)
}
