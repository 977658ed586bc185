package main

import (
	"context"
	_ "embed"
	"errors"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/graph-gophers/graphql-go"
	"github.com/graph-gophers/graphql-go/relay"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

//go:embed schema.graphql
var schemaText string

type root struct {
	pool *pgxpool.Pool
}

type project struct {
	ID   graphql.ID
	Name string
}

func (r *root) Project(ctx context.Context, args struct{ ID graphql.ID }) (*project, error) {
	var p project
	err := r.pool.QueryRow(ctx, `SELECT id::text, name FROM projects WHERE id = $1`, string(args.ID)).Scan(&p.ID, &p.Name)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	return &p, err
}

func main() {
	pool, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	schema := graphql.MustParseSchema(schemaText, &root{pool}, graphql.UseFieldResolvers())

	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"status":"ok"}`)
	})
	mux.Handle("POST /graphql", &relay.Handler{Schema: schema})
	log.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), mux))
}
