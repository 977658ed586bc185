// Warm is built by each waiting launcher and never run: it imports what solutions import most.
package main

import (
	"context"
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5/pgxpool"
)

func main() {
	pool, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	router := gin.New()
	router.GET("/", func(c *gin.Context) {
		var row struct {
			Name string `json:"name"`
		}
		if err := pool.QueryRow(c, "select $1::text", "warm").Scan(&row.Name); err != nil {
			c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()})
			return
		}
		c.JSON(http.StatusOK, row)
	})
	log.Fatal(router.Run(":" + os.Getenv("PORT")))
}
