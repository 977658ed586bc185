// Apiquota says which calls of an API its clients can afford.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/redis/go-redis/v9"
)

const maxConnections = 16

func main() {
	options, err := redis.ParseURL(os.Getenv("REDIS_URL"))
	if err != nil {
		log.Fatal(err)
	}
	options.PoolSize = maxConnections
	handler := newServer(&quota{redis.NewClient(options)})
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), handler))
}
