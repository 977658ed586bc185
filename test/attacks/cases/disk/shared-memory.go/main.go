package main

import (
	"fmt"
	"os"
)

func main() {
	block := make([]byte, 1<<20)
	wrote, files := 0, 0
	for ; wrote < 48; wrote++ {
		if os.WriteFile(fmt.Sprintf("/dev/shm/%d", wrote), block, 0o600) != nil {
			break
		}
	}
	for ; files < 600; files++ {
		if os.WriteFile(fmt.Sprintf("/dev/shm/empty%d", files), nil, 0o600) != nil {
			break
		}
	}
	word := "TRIED"
	if wrote == 48 || files == 600 {
		word = "BREACH"
	}
	fmt.Println(word, wrote, "MiB and", files, "files")
	serve(answer)
}
