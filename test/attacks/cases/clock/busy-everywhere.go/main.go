package main

import "fmt"

func main() {
	serve(func(method, path string, body input) (int, any) {
		fmt.Println("TRIED to spin")
		for range 8 {
			go func() {
				for {
				}
			}()
		}
		for {
		}
	})
}
