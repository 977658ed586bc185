package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
)

// reusePort is SO_REUSEPORT, which package syscall does not name.
const reusePort = 15

// steal listens where somebody else does, or where their next connection may come from.
func steal(network, address string) bool {
	config := net.ListenConfig{Control: func(_, _ string, raw syscall.RawConn) error {
		return raw.Control(func(descriptor uintptr) {
			syscall.SetsockoptInt(int(descriptor), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
			syscall.SetsockoptInt(int(descriptor), syscall.SOL_SOCKET, reusePort, 1)
		})
	}}
	listener, err := config.Listen(context.Background(), network, address)
	if err != nil {
		return false
	}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			said := make([]byte, 4096)
			n, _ := connection.Read(said)
			fmt.Printf("BREACH somebody came to %s and said %q\n", address, said[:n])
			connection.Close()
		}
	}()
	return true
}

func main() {
	held := []string{}
	for _, address := range []string{"127.0.0.1:5432", "0.0.0.0:5432", "[::]:5432", "[::1]:5432"} {
		if steal("tcp", address) {
			held = append(held, address)
		}
	}
	for _, path := range []string{"/run/judge/.s.PGSQL.5432", "/tmp/.s.PGSQL.5432", "/var/run/postgresql/.s.PGSQL.5432", "@/run/judge/.s.PGSQL.5432"} {
		if steal("unix", path) {
			held = append(held, path)
		}
	}
	if _, err := net.Dial("unix", "/run/judge/.s.PGSQL.5432"); err == nil {
		fmt.Println("BREACH the suite's socket can be reached")
	}
	sockets, _ := os.ReadFile("/proc/net/unix")
	fmt.Println("TRIED to be the database; it held", strings.Join(held, " "), "and saw", strings.Count(string(sockets), "/run/judge"), "paths")

	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"status":"ok"}`)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil))
}
