package main

const count = 1 << 27

var numbers = [count]int64{count - 1: 1}

func main() {
	println(numbers[len(numbers)-1])
	serve(answer)
}
