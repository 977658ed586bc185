package main

import (
	"database/sql"
	"fmt"
)

var tries = []string{
	"SET GLOBAL event_scheduler = ON",
	"SET GLOBAL secure_file_priv = ''",
	"SET GLOBAL local_infile = ON",
	"SET GLOBAL general_log_file = '/data/owned'",
	"SET GLOBAL general_log = ON",
	"SET GLOBAL max_connections = 1",
	"SET GLOBAL read_only = ON",
	"SET GLOBAL init_connect = 'DROP TABLE app.seats'",
	"SET GLOBAL sql_mode = ''",
	"INSTALL SONAME 'ha_connect'",
	"INSTALL PLUGIN mine SONAME 'owned.so'",
	"CREATE FUNCTION sys_exec RETURNS INTEGER SONAME 'lib_mysqludf_sys.so'",
	"CREATE USER mine",
	"GRANT ALL ON *.* TO app@'127.0.0.1'",
	"SET PASSWORD FOR suite = PASSWORD('mine')",
	"ALTER USER suite ACCOUNT LOCK",
	"DROP USER suite",
	"SET ROLE suite",
	"CREATE DATABASE mine",
	"CREATE SERVER mine FOREIGN DATA WRAPPER mysql OPTIONS (HOST '127.0.0.1')",
	"SHUTDOWN",
	"FLUSH TABLES WITH READ LOCK",
	"FLUSH GLOBAL STATUS",
	"FLUSH USER_STATISTICS",
	"RESET MASTER",
	"CHANGE MASTER TO MASTER_HOST = '127.0.0.1'",
	"PURGE BINARY LOGS BEFORE NOW()",
}

func reach(db *sql.DB) {
	refused := 0
	for _, statement := range tries {
		if _, err := db.Exec(statement); err == nil {
			fmt.Println("BREACH", statement)
			continue
		}
		refused++
	}
	for id := range 200 {
		var who string
		row := db.QueryRow("SELECT user FROM information_schema.processlist WHERE id = ?", id)
		if row.Scan(&who) == nil && who != "app" {
			fmt.Println("BREACH it sees a connection of", who)
		}
	}
	// Numbers of connections are small; its own, which it may end, are left alone.
	var mine int
	_ = db.QueryRow("SELECT MIN(id) FROM information_schema.processlist").Scan(&mine)
	for id := 1; id < mine; id++ {
		if _, err := db.Exec(fmt.Sprint("KILL ", id)); err == nil {
			fmt.Println("BREACH it ended connection", id)
		}
	}
	fmt.Println("TRIED", refused, "statements, all refused")
}
