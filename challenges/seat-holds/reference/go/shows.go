package main

import (
	"context"
	"database/sql"
	"errors"
)

// theatre keeps shows and holds in MariaDB, and knows nothing itself.
type theatre struct {
	db *sql.DB
}

type show struct {
	ID          int    `json:"id"`
	Title       string `json:"title"`
	Seats       []seat `json:"seats"`
	holdSeconds int
}

type seat struct {
	id         int
	Label      string `json:"label"`
	PriceCents int    `json:"priceCents"`
	// Status is "free", "held" or "booked".
	Status string `json:"status"`
}

// active is true of a hold that keeps its seats from others.
const active = `(holds.status = 'booked' OR holds.status = 'held' AND holds.expires_at > UTC_TIMESTAMP(3))`

// show gives a show with its seats by ascending id.
func (t *theatre) show(ctx context.Context, id int) (*show, error) {
	s := &show{ID: id}
	err := t.db.QueryRowContext(ctx, `SELECT title, hold_seconds FROM shows WHERE id = ?`, id).Scan(&s.Title, &s.holdSeconds)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, notFound("show")
	}
	if err != nil {
		return nil, err
	}
	s.Seats, err = collect(ctx, t.db, scanSeat, `
		SELECT id, label, price_cents, coalesce((
			SELECT holds.status FROM hold_seats JOIN holds ON holds.id = hold_id
			WHERE seat_id = seats.id AND `+active+` LIMIT 1), 'free')
		FROM seats WHERE show_id = ? ORDER BY id`, id)
	return s, err
}

func scanSeat(rows *sql.Rows) (s seat, err error) {
	err = rows.Scan(&s.id, &s.Label, &s.PriceCents, &s.Status)
	return s, err
}
