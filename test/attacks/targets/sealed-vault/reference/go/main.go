package main

func main() {
	serve(func(numbers []int64) int64 {
		var sum int64
		for _, number := range numbers {
			sum += number
		}
		return sum
	})
}
