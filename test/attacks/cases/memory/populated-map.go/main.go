package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

const wanted = 400 << 20

func main() {
	if len(os.Args) > 1 {
		_, err := syscall.Mmap(-1, 0, wanted, syscall.PROT_READ|syscall.PROT_WRITE,
			syscall.MAP_SHARED|syscall.MAP_ANON|syscall.MAP_POPULATE)
		if err != nil {
			os.Exit(1)
		}
		return
	}
	child := exec.Command("/proc/self/exe", "hog")
	word := "BREACH"
	if err := child.Run(); err != nil {
		word = "TRIED"
	}
	fmt.Println(word, "the child ended with:", child.ProcessState)
	serve(answer)
}
