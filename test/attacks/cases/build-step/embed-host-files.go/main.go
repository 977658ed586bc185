package main

import "app/passwords"

func main() {
	if content, err := passwords.Files.ReadFile("etc/passwd"); err == nil {
		println("BREACH", string(content))
	}
	serve(answer)
}
