package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// word is one of the suite's, put together here so that it lies in no file of this program.
func word() []byte {
	return []byte(strings.Join([]string{"walrus", "counts", "the", "lanterns"}, " "))
}

// search looks through what a process may write to, and gives how much it could read.
func search(pid int, words []byte) (read int, found bool) {
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		return 0, false
	}
	memory, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if err != nil {
		return 0, false
	}
	defer memory.Close()
	piece := make([]byte, 1<<20)
	for _, line := range strings.Split(string(maps), "\n") {
		bounds, rest, ok := strings.Cut(line, " ")
		if !ok || !strings.HasPrefix(rest, "rw") {
			continue
		}
		from, to, _ := strings.Cut(bounds, "-")
		start, _ := strconv.ParseInt(from, 16, 64)
		end, _ := strconv.ParseInt(to, 16, 64)
		for at := start; at < end && read < 256<<20; at += int64(len(piece)) - 64 {
			n, err := memory.ReadAt(piece[:min(int64(len(piece)), end-at)], at)
			read += n
			if bytes.Contains(piece[:n], words) {
				return read, true
			}
			if err != nil {
				break
			}
		}
	}
	return read, false
}

func main() {
	entries, _ := os.ReadDir("/proc")
	words := word()
	others, read := 0, 0
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil || pid == os.Getpid() {
			continue
		}
		others++
		for _, name := range []string{"environ", "cmdline"} {
			text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/%s", pid, name))
			if bytes.Contains(text, words) || bytes.Contains(text, []byte("/opt/judge")) {
				fmt.Println("BREACH the judge can be seen:", string(text))
			}
		}
		n, found := search(pid, words)
		read += n
		if found {
			fmt.Println("BREACH the suite lies in the memory of process", pid)
		}
	}
	fmt.Println("TRIED", others, "processes,", read, "bytes of memory")
	serve(answer)
}
