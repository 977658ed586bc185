package main

import (
	"fmt"
	"os"
)

func main() {
	for _, output := range []*os.File{os.Stdout, os.Stderr} {
		output.Write([]byte{0xff, 0xff, 0xff, 0xff})
		output.Write([]byte("\x00\x00\x00\x05{\"a\":\x00\x00\x00\x02\xc3\x28"))
	}
	fmt.Println("\nTRIED lengths that nobody keeps")
	serve(answer)
}
