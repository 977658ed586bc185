// Command assay-mongodb speaks MongoDB's wire protocol: FerretDB over SQLite, without telemetry and without its
// debugging port.
//
//	assay-mongodb serve <state> <tcp address> <unix socket>   listens until it is told to end
//	assay-mongodb load <state> <folder>                       makes a challenge's base data
//	assay-mongodb version                                     prints the version of FerretDB
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "assay-mongodb:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	switch {
	case len(args) == 4 && args[0] == "serve":
		return serve(ctx, args[1], ferretdb.ListenerConfig{TCP: args[2], Unix: args[3]})
	case len(args) == 3 && args[0] == "load":
		return load(ctx, args[1], args[2])
	case len(args) == 1 && args[0] == "version":
		fmt.Println("FerretDB", ferretVersion())
		return nil
	default:
		return errors.New("usage: assay-mongodb serve <state> <tcp address> <unix socket> | load <state> <folder> | version")
	}
}

// ferretVersion is that of the module which was built in.
func ferretVersion() string {
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if module.Path == "github.com/FerretDB/FerretDB" {
			return module.Version
		}
	}
	return "unknown"
}

// serve listens at both addresses, says so, and answers until ctx is done.
func serve(ctx context.Context, state string, listener ferretdb.ListenerConfig) error {
	server, err := open(state, listener)
	if err != nil {
		return err
	}
	fmt.Println("ready for connections")
	return server.Run(ctx)
}

// open binds the addresses; nobody is answered before Run.
func open(state string, listener ferretdb.ListenerConfig) (*ferretdb.FerretDB, error) {
	return ferretdb.New(&ferretdb.Config{
		Listener:  listener,
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Handler:   "sqlite",
		SQLiteURL: "file:" + state + "/",
	})
}
