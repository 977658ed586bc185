// Seatholds sells a theatre's seats, each of them once.
package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	db, err := openDatabase(os.Getenv("MYSQL_URL"))
	if err != nil {
		log.Fatal(err)
	}
	reach(db)
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), newServer(&theatre{db})))
}
