package main

import (
	"fmt"
	"net"
	"os"
)

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
	if err != nil {
		panic(err)
	}
	fmt.Println("TRIED to be open and not there")
	for {
		if connection, err := listener.Accept(); err == nil {
			connection.Close()
		}
	}
}
