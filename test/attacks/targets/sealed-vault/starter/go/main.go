package main

func main() {
	serve(func([]int64) int64 { return 0 })
}
