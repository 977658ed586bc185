package main

import (
	"fmt"
	"net"
	"sync/atomic"
	"time"
)

func main() {
	// One address is nobody's, and the kernel has to say so each time; at the other nobody reads.
	deaf, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	var sent atomic.Int64
	for _, address := range []string{"127.0.0.1:9", deaf.LocalAddr().String(), "127.255.255.255:9"} {
		connection, err := net.Dial("udp", address)
		if err != nil {
			continue
		}
		go func() {
			block := make([]byte, 1400)
			for end := time.Now().Add(3 * time.Second); time.Now().Before(end); {
				for range 64 {
					_, _ = connection.Write(block)
				}
				sent.Add(64)
				time.Sleep(50 * time.Microsecond)
			}
		}()
	}
	time.Sleep(time.Second)
	fmt.Println("TRIED", sent.Load(), "datagrams")
	serve(answer)
}
