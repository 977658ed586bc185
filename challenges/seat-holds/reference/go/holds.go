package main

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

type hold struct {
	ID         string   `json:"id"`
	ShowID     int      `json:"showId"`
	Customer   string   `json:"customer"`
	Seats      []string `json:"seats"`
	TotalCents int      `json:"totalCents"`
	// Status is "held", "booked", "released" or "expired".
	Status    string    `json:"status"`
	ExpiresAt timestamp `json:"expiresAt"`
}

// timestamp is a time that is shown in UTC and to the millisecond.
type timestamp struct{ time.Time }

func (t timestamp) MarshalJSON() ([]byte, error) {
	return t.UTC().AppendFormat(nil, `"2006-01-02T15:04:05.000Z07:00"`), nil
}

// createHold holds all the seats for a customer, or none.
func (t *theatre) createHold(ctx context.Context, showID int, customer string, labels []string) (h *hold, err error) {
	s, err := t.show(ctx, showID)
	if err != nil {
		return nil, err
	}
	wanted := slices.DeleteFunc(s.Seats, func(seat seat) bool { return !slices.Contains(labels, seat.Label) })
	unknown := slices.DeleteFunc(slices.Clone(labels), func(label string) bool {
		return slices.ContainsFunc(wanted, func(seat seat) bool { return seat.Label == label })
	})
	if len(unknown) > 0 {
		return nil, unknownSeats(unknown)
	}

	err = transaction(ctx, t.db, func(tx *sql.Tx) error {
		totalCents, err := lockSeats(ctx, tx, wanted)
		if err != nil {
			return err
		}
		taken, err := takenSeats(ctx, tx, wanted)
		if err != nil {
			return err
		}
		if len(taken) > 0 {
			return seatsTaken(taken)
		}
		id := uuid.NewString()
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO holds (id, show_id, customer, total_cents, expires_at)
			VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3) + INTERVAL ? SECOND)`,
			id, showID, customer, totalCents, s.holdSeconds,
		); err != nil {
			return err
		}
		for _, seat := range wanted {
			if _, err := tx.ExecContext(ctx, `INSERT INTO hold_seats (hold_id, seat_id) VALUES (?, ?)`, id, seat.id); err != nil {
				return err
			}
		}
		h, err = findHold(ctx, tx, id)
		return err
	})
	return h, err
}

// confirmHold books a hold. One that is booked already stays so.
func (t *theatre) confirmHold(ctx context.Context, id string) (h *hold, err error) {
	err = transaction(ctx, t.db, func(tx *sql.Tx) error {
		if h, err = lockHold(ctx, tx, id); err != nil || h.Status == "booked" {
			return err
		}
		if err := refuseWhenOver(h); err != nil {
			return err
		}
		h.Status = "booked"
		_, err := tx.ExecContext(ctx, `UPDATE holds SET status = 'booked' WHERE id = ?`, id)
		return err
	})
	return h, err
}

// releaseHold gives a hold's seats back.
func (t *theatre) releaseHold(ctx context.Context, id string) error {
	return transaction(ctx, t.db, func(tx *sql.Tx) error {
		h, err := lockHold(ctx, tx, id)
		if err != nil {
			return err
		}
		if h.Status == "booked" {
			return alreadyBooked()
		}
		if err := refuseWhenOver(h); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE holds SET status = 'released' WHERE id = ?`, id)
		return err
	})
}

func findHold(ctx context.Context, q querier, id string) (*hold, error) {
	var h hold
	labels, err := collect(ctx, q, func(rows *sql.Rows) (label string, err error) {
		err = rows.Scan(&h.ID, &h.ShowID, &h.Customer, &h.TotalCents, &h.Status, &h.ExpiresAt.Time, &label)
		return label, err
	}, `
		SELECT holds.id, holds.show_id, customer, total_cents,
		       if(status = 'held' AND expires_at <= UTC_TIMESTAMP(3), 'expired', status), expires_at, label
		FROM holds JOIN hold_seats ON hold_id = holds.id JOIN seats ON seats.id = seat_id
		WHERE holds.id = ? ORDER BY seats.id`, id)
	if err != nil {
		return nil, err
	}
	if len(labels) == 0 {
		return nil, notFound("hold")
	}
	h.Seats = labels
	return &h, nil
}

// lockSeats locks seats one by one by ascending id, so that requests never wait for each other in a circle. It gives what
// they cost.
func lockSeats(ctx context.Context, tx *sql.Tx, seats []seat) (totalCents int, err error) {
	for _, seat := range seats {
		var priceCents int
		err := tx.QueryRowContext(ctx, `SELECT price_cents FROM seats WHERE id = ? FOR UPDATE`, seat.id).Scan(&priceCents)
		if err != nil {
			return 0, err
		}
		totalCents += priceCents
	}
	return totalCents, nil
}

// takenSeats gives the labels of those seats that are not free. A hold that is just being confirmed is waited for, and
// read afterwards.
func takenSeats(ctx context.Context, tx *sql.Tx, seats []seat) ([]string, error) {
	ids := make([]any, len(seats))
	for i, seat := range seats {
		ids[i] = seat.id
	}
	holds := `
		FROM hold_seats JOIN holds ON holds.id = hold_id JOIN seats ON seats.id = seat_id
		WHERE seat_id IN (?` + strings.Repeat(`, ?`, len(ids)-1) + `)`
	scanText := func(rows *sql.Rows) (text string, err error) {
		err = rows.Scan(&text)
		return text, err
	}
	if _, err := collect(ctx, tx, scanText, `SELECT holds.id`+holds+` LOCK IN SHARE MODE`, ids...); err != nil {
		return nil, err
	}
	return collect(ctx, tx, scanText, `SELECT label`+holds+` AND `+active+` ORDER BY seat_id`, ids...)
}

// lockHold reads a hold once nobody else works on it. The lock comes first: the time that counts is the one after the wait.
func lockHold(ctx context.Context, tx *sql.Tx, id string) (*hold, error) {
	err := tx.QueryRowContext(ctx, `SELECT id FROM holds WHERE id = ? FOR UPDATE`, id).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, notFound("hold")
	}
	if err != nil {
		return nil, err
	}
	return findHold(ctx, tx, id)
}

func refuseWhenOver(h *hold) error {
	switch h.Status {
	case "expired":
		return holdExpired()
	case "released":
		return holdReleased()
	}
	return nil
}
