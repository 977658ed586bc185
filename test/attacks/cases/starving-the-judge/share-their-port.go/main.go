package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"github.com/jackc/pgx/v5/pgxpool"

	"bookshelf/internal/api"
	"bookshelf/internal/catalogue"
)

const soReusePort = 15

// steal listens where PostgreSQL does, in each way that the kernel might let through, and says who comes.
func steal() {
	config := net.ListenConfig{Control: func(_, _ string, connection syscall.RawConn) error {
		return connection.Control(func(file uintptr) {
			_ = syscall.SetsockoptInt(int(file), syscall.SOL_SOCKET, soReusePort, 1)
			_ = syscall.SetsockoptInt(int(file), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)
		})
	}}
	refused := 0
	for _, address := range []string{"127.0.0.1:5432", "0.0.0.0:5432", "[::]:5432", ":5432"} {
		listener, err := config.Listen(context.Background(), "tcp", address)
		if err != nil {
			refused++
			continue
		}
		go func() {
			for {
				connection, err := listener.Accept()
				if err != nil {
					return
				}
				fmt.Println("BREACH somebody came to", address)
				connection.Close()
			}
		}()
	}
	fmt.Println("TRIED", refused, "of 4 were refused")
}

func main() {
	steal()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL")+"?pool_max_conns=10")
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Addr: ":" + os.Getenv("PORT"), Handler: api.New(catalogue.New(pool))}
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
}
