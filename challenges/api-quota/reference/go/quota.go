package main

import (
	"context"
	_ "embed"
	"errors"
	"time"

	"github.com/redis/go-redis/v9"
)

var (
	errNoPlan      = errors.New("the client has no plan")
	errCostTooHigh = errors.New("the call costs more than the plan ever allows")
)

// plan says how much a client may use within a window that slides.
type plan struct {
	Limit    int64 `json:"limit" redis:"limit"`
	WindowMs int64 `json:"windowMs" redis:"windowMs"`
}

type usage struct {
	plan
	Used      int64 `json:"used"`
	Remaining int64 `json:"remaining"`
}

// outcome is what became of a call.
type outcome struct {
	allowed   bool
	remaining int64
	// retryAfter is the time until a call that was refused would be allowed.
	retryAfter time.Duration
}

// quota keeps plans and calls in Redis, and knows nothing itself.
type quota struct {
	redis *redis.Client
}

//go:embed window.lua
var windowScript string

var window = redis.NewScript(windowScript)

func planKey(client string) string  { return "plan:" + client }
func callsKey(client string) string { return "calls:" + client }

func (q *quota) setPlan(ctx context.Context, client string, p plan) error {
	if err := q.redis.HSet(ctx, planKey(client), p).Err(); err != nil {
		return err
	}
	// Looking forgets what has no place in a window that is shorter now.
	_, _, err := q.look(ctx, client, 0)
	return err
}

func (q *quota) plan(ctx context.Context, client string) (plan, error) {
	var p plan
	answer := q.redis.HGetAll(ctx, planKey(client))
	if err := answer.Scan(&p); err != nil {
		return plan{}, err
	}
	if len(answer.Val()) == 0 {
		return plan{}, errNoPlan
	}
	return p, nil
}

func (q *quota) usage(ctx context.Context, client string) (usage, error) {
	used, _, err := q.look(ctx, client, 0)
	return used, err
}

// take asks for a call, and counts it when the client can afford it.
func (q *quota) take(ctx context.Context, client string, cost int64) (outcome, error) {
	before, wait, err := q.look(ctx, client, cost)
	switch {
	case err != nil:
		return outcome{}, err
	case cost > before.Limit:
		return outcome{}, errCostTooHigh
	case cost > before.Limit-before.Used:
		return outcome{remaining: before.Remaining, retryAfter: wait}, nil
	}
	return outcome{allowed: true, remaining: before.Remaining - cost}, nil
}

func (q *quota) forget(ctx context.Context, client string) error {
	if _, err := q.plan(ctx, client); err != nil {
		return err
	}
	return q.redis.Del(ctx, callsKey(client)).Err()
}

// look gives what was used before, and the time until the cost would fit in. A cost that fits in is counted.
func (q *quota) look(ctx context.Context, client string, cost int64) (usage, time.Duration, error) {
	keys := []string{planKey(client), callsKey(client)}
	found, err := window.Run(ctx, q.redis, keys, cost).Int64Slice()
	if errors.Is(err, redis.Nil) {
		return usage{}, 0, errNoPlan
	}
	if err != nil {
		return usage{}, 0, err
	}
	limit, used, wait, windowMs := found[0], found[1], found[2], found[3]
	before := usage{plan: plan{limit, windowMs}, Used: used, Remaining: max(0, limit-used)}
	return before, time.Duration(wait) * time.Millisecond, nil
}
