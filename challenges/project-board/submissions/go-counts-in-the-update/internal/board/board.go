// Package board keeps people, projects and their tasks in PostgreSQL.
package board

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type Person struct {
	ID    int32
	Name  string
	Email string
}

type Project struct {
	ID          int32
	Name        string
	LeadID      int32
	BudgetCents int32
	WipLimit    int32
}

// Status is where a task stands.
type Status string

const (
	Todo  Status = "TODO"
	Doing Status = "DOING"
	Done  Status = "DONE"
)

type Task struct {
	ID        int32
	ProjectID int32
	Title     string
	Status    Status
	// Priority is from 1 to 5; 5 comes first.
	Priority   int32
	Points     *int32
	AssigneeID *int32
}

type Comment struct {
	ID     int32
	TaskID int32
	// AuthorID is nil when the author's account is gone.
	AuthorID *int32
	Body     string
}

// Board is safe for concurrent use.
type Board struct {
	pool *pgxpool.Pool
}

// New gives the board in a database.
func New(pool *pgxpool.Pool) *Board {
	return &Board{pool}
}

// People gives those of the ids that exist, in any order.
func (b *Board) People(ctx context.Context, ids []int32) ([]Person, error) {
	return all[Person](ctx, b.pool, `SELECT * FROM people WHERE id = ANY($1)`, ids)
}

// Projects gives those of the ids that exist, in any order.
func (b *Board) Projects(ctx context.Context, ids []int32) ([]Project, error) {
	return all[Project](ctx, b.pool, `SELECT * FROM projects WHERE id = ANY($1)`, ids)
}

// AllProjects gives the projects by ascending id.
func (b *Board) AllProjects(ctx context.Context) ([]Project, error) {
	return all[Project](ctx, b.pool, `SELECT * FROM projects ORDER BY id`)
}

// Tasks gives those of the ids that exist, in any order.
func (b *Board) Tasks(ctx context.Context, ids []int32) ([]Task, error) {
	return all[Task](ctx, b.pool, `SELECT * FROM tasks WHERE id = ANY($1)`, ids)
}

// TasksOfPeople gives the tasks that are assigned to some people, by ascending id.
func (b *Board) TasksOfPeople(ctx context.Context, people []int32) ([]Task, error) {
	return all[Task](ctx, b.pool, `SELECT * FROM tasks WHERE assignee_id = ANY($1) ORDER BY id`, people)
}

// CommentsOfTasks gives the comments on some tasks, by ascending id.
func (b *Board) CommentsOfTasks(ctx context.Context, tasks []int32) ([]Comment, error) {
	return all[Comment](ctx, b.pool, `SELECT * FROM comments WHERE task_id = ANY($1) ORDER BY id`, tasks)
}

// querier is a pool or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// all reads rows into structs by their columns' names.
func all[T any](ctx context.Context, q querier, sql string, args ...any) ([]T, error) {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByNameLax[T])
}

// first reads the first row; nil when there is none.
func first[T any](ctx context.Context, q querier, sql string, args ...any) (*T, error) {
	found, err := all[T](ctx, q, sql, args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}
