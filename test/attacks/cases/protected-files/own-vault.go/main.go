package main

import "fmt"

func main() {
	fmt.Println("TRIED to be served by a vault that adds up by itself")
	serve(func([]int64) int64 { return 0 })
}
