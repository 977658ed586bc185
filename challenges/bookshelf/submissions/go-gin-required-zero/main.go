// Bookshelf is the HTTP API of a bookshop's catalogue.
package main

import (
	"context"
	"log"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5/pgxpool"

	"bookshelf/internal/api"
	"bookshelf/internal/catalogue"
)

const maxConnections = 10

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	config, err := pgxpool.ParseConfig(os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	config.MaxConns = maxConnections
	pool, err := pgxpool.NewWithConfig(context.Background(), config)
	if err != nil {
		return err
	}
	defer pool.Close()

	gin.SetMode(gin.ReleaseMode)
	router, err := api.New(catalogue.New(pool))
	if err != nil {
		return err
	}
	return router.Run(":" + os.Getenv("PORT"))
}
