package main

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

var tries = []string{
	"SET ROLE suite",
	"SET ROLE postgres",
	"SET SESSION AUTHORIZATION suite",
	"GRANT suite TO app",
	"GRANT pg_read_server_files, pg_execute_server_program, pg_signal_backend, pg_monitor TO app",
	"ALTER ROLE app SUPERUSER",
	"ALTER ROLE suite PASSWORD 'mine'",
	"ALTER ROLE suite SET search_path = app",
	"ALTER ROLE suite IN DATABASE app SET row_security = on",
	"ALTER DATABASE app SET search_path = app",
	"ALTER ROLE ALL SET statement_timeout = 1",
	"CREATE ROLE mine SUPERUSER LOGIN",
	"CREATE DATABASE mine",
	"DROP ROLE suite",
	"REASSIGN OWNED BY suite TO app",
	"ALTER SCHEMA judging OWNER TO app",
	"SELECT judging.pg_stat_statements_reset()",
	"CREATE FUNCTION judging.spy() RETURNS int LANGUAGE sql AS 'SELECT 1'",
	"CREATE FUNCTION pg_catalog.spy() RETURNS int LANGUAGE sql AS 'SELECT 1'",
	"CREATE SCHEMA public",
	"SET session_replication_role = replica",
}

// Ends others wherever it is let, for as long as the suite makes connections.
const others = `SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = 'suite'
	AND (pg_terminate_backend(pid) OR pg_cancel_backend(pid))`

func reach(ctx context.Context, pool *pgxpool.Pool) {
	refused := 0
	for _, statement := range tries {
		if _, err := pool.Exec(ctx, statement); err == nil {
			fmt.Println("BREACH", statement)
			continue
		}
		refused++
	}
	fmt.Println("TRIED", refused, "statements, all refused")
	for range 50 {
		ended := 0
		if err := pool.QueryRow(ctx, others).Scan(&ended); err == nil && ended > 0 {
			fmt.Println("BREACH it ended", ended, "connections of the suite")
		}
		time.Sleep(20 * time.Millisecond)
	}
}
