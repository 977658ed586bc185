package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

const (
	mib    = 1 << 20
	memory = 256 * mib
	// ballast makes the child the largest, so that it is the one that is ended.
	ballast = 96 * mib
)

// hog prints how much lies in its sockets, as it grows.
func hog() {
	heavy := make([]byte, ballast)
	for i := 0; i < len(heavy); i += 4096 {
		heavy[i] = 1
	}
	block := make([]byte, 64*1024)
	held := 0
	for held < memory*5/4 {
		pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_NONBLOCK, 0)
		if err != nil {
			break
		}
		_ = syscall.SetsockoptInt(pair[0], syscall.SOL_SOCKET, syscall.SO_SNDBUF, 8*mib)
		for {
			sent, err := syscall.Write(pair[0], block)
			if err != nil {
				break
			}
			held += sent
		}
	}
	fmt.Println(held/mib, "MiB in letters,", len(heavy)/mib, "MiB beside them")
	if held+ballast <= memory {
		os.Exit(1)
	}
}

func main() {
	if len(os.Args) > 1 {
		hog()
		return
	}
	said, err := exec.Command("/proc/self/exe", "hog").Output()
	word := "TRIED"
	if err == nil {
		word = "BREACH"
	}
	fmt.Println(word, err, string(said))
	serve(answer)
}
