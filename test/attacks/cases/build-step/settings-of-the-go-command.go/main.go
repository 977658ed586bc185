package main

import (
	"fmt"
	"os"
)

//go:generate touch /tmp/ran
//go:generate sh -c "touch /tmp/ran"

//go:debug http2client=0

func main() {
	if _, err := os.Stat("/tmp/ran"); err == nil {
		fmt.Println("BREACH a program ran in the build")
	}
	fmt.Println("TRIED the go command's settings")
	serve(answer)
}
