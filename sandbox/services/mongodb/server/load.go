package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/FerretDB/FerretDB/ferretdb"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// database is the one that a challenge's files and its subjects use.
const database = "app"

// batch is how many documents are sent at once.
const batch = 1000

// load fills a new state folder from documents/<collection>.json, csv/<collection>.csv and indexes.json.
func load(ctx context.Context, state, folder string) (err error) {
	socket := filepath.Join(os.TempDir(), fmt.Sprintf("load-%d.sock", os.Getpid()))
	server, err := open(state, ferretdb.ListenerConfig{Unix: socket})
	if err != nil {
		return err
	}
	serving, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- server.Run(serving) }()
	defer func() {
		stop()
		err = errors.Join(err, <-ended)
	}()

	client, err := mongo.Connect(ctx, options.Client().ApplyURI("mongodb://"+strings.ReplaceAll(socket, "/", "%2F")))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, client.Disconnect(context.WithoutCancel(ctx))) }()
	return fill(ctx, client.Database(database), folder)
}

// fill inserts all documents and makes the indexes. Indexes come first, so that a document that breaks one is named.
func fill(ctx context.Context, db *mongo.Database, folder string) error {
	if err := createIndexes(ctx, db, filepath.Join(folder, "indexes.json")); err != nil {
		return fmt.Errorf("indexes.json: %w", err)
	}
	readers := []struct {
		pattern string
		read    func([]byte) ([]any, error)
	}{
		{"documents/*.json", documentsOfJSON},
		{"csv/*.csv", documentsOfCSV},
	}
	for _, reader := range readers {
		files, err := filepath.Glob(filepath.Join(folder, reader.pattern))
		if err != nil {
			return err
		}
		sort.Strings(files)
		for _, file := range files {
			if err := insertFile(ctx, db, file, reader.read); err != nil {
				return fmt.Errorf("%s: %w", filepath.Base(file), err)
			}
		}
	}
	return nil
}

func insertFile(ctx context.Context, db *mongo.Database, file string, read func([]byte) ([]any, error)) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	documents, err := read(content)
	if err != nil {
		return err
	}
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	if len(documents) == 0 {
		return createEmpty(ctx, db, name)
	}
	for start := 0; start < len(documents); start += batch {
		end := min(start+batch, len(documents))
		if _, err := db.Collection(name).InsertMany(ctx, documents[start:end]); err != nil {
			return err
		}
	}
	return nil
}

// createEmpty makes a collection that starts without a document; its indexes may have made it already.
func createEmpty(ctx context.Context, db *mongo.Database, name string) error {
	names, err := db.ListCollectionNames(ctx, bson.D{{Key: "name", Value: name}})
	if err != nil || len(names) > 0 {
		return err
	}
	return db.CreateCollection(ctx, name)
}

// documentsOfJSON reads an array of documents in Extended JSON: {"$oid": …}, {"$date": …}, {"$numberLong": …}.
func documentsOfJSON(content []byte) ([]any, error) {
	var raw []json.RawMessage
	if err := json.Unmarshal(content, &raw); err != nil {
		return nil, fmt.Errorf("it must hold an array of documents: %w", err)
	}
	documents := make([]any, 0, len(raw))
	for index, text := range raw {
		var document bson.D
		if err := bson.UnmarshalExtJSON(text, false, &document); err != nil {
			return nil, fmt.Errorf("document %d: %w", index+1, err)
		}
		documents = append(documents, document)
	}
	return documents, nil
}

// documentsOfCSV reads one document a line; the first line names the fields. An empty field is left out, a number and
// true or false become what they say, all else is text.
func documentsOfCSV(content []byte) ([]any, error) {
	reader := csv.NewReader(bytes.NewReader(content))
	names, err := reader.Read()
	if err != nil {
		return nil, fmt.Errorf("its first line must name the fields: %w", err)
	}
	var documents []any
	for {
		fields, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		if err != nil {
			return nil, err
		}
		document := make(bson.D, 0, len(names))
		for index, text := range fields {
			if text != "" {
				document = append(document, bson.E{Key: names[index], Value: valueOf(text)})
			}
		}
		documents = append(documents, document)
	}
}

func valueOf(text string) any {
	if number, err := strconv.ParseInt(text, 10, 64); err == nil && strconv.FormatInt(number, 10) == text {
		if number == int64(int32(number)) {
			return int32(number)
		}
		return number
	}
	if number, err := strconv.ParseFloat(text, 64); err == nil && strconv.FormatFloat(number, 'f', -1, 64) == text {
		return number
	}
	switch text {
	case "true":
		return true
	case "false":
		return false
	}
	return text
}

// index is an entry of indexes.json: {"books": [{"key": {"isbn": 1}, "unique": true}]}.
type index struct {
	Key    bson.D `bson:"key"`
	Name   string `bson:"name"`
	Unique bool   `bson:"unique"`
}

func createIndexes(ctx context.Context, db *mongo.Database, file string) error {
	content, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var collections map[string][]index
	if err := bson.UnmarshalExtJSON(content, false, &collections); err != nil {
		return err
	}
	for name, indexes := range collections {
		for _, entry := range indexes {
			chosen := options.Index()
			if entry.Name != "" {
				chosen.SetName(entry.Name)
			}
			if entry.Unique {
				chosen.SetUnique(true)
			}
			model := mongo.IndexModel{Keys: entry.Key, Options: chosen}
			if _, err := db.Collection(name).Indexes().CreateOne(ctx, model); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return nil
}
