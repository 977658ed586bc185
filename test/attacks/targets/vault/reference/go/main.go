package main

func main() {
	serve(answer)
}
