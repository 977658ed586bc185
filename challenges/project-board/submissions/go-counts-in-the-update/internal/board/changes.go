package board

import (
	"context"
	"fmt"
)

// Fault is what is wrong with a field of an input.
type Fault struct {
	Field   string
	Message string
}

// NewTask is a task to be made, its fields checked.
type NewTask struct {
	ProjectID  int32
	Title      string
	Priority   int32
	Points     *int32
	AssigneeID *int32
}

// CreateTask makes a task that is still to be done.
func (b *Board) CreateTask(ctx context.Context, n NewTask) (*Task, error) {
	return first[Task](ctx, b.pool, `
		INSERT INTO tasks (project_id, title, priority, points, assignee_id)
		VALUES ($1, $2, $3, $4, $5) RETURNING *`,
		n.ProjectID, n.Title, n.Priority, n.Points, n.AssigneeID)
}

// sources tells where a task may come from, by where it goes.
var sources = map[Status][]Status{Todo: {Doing}, Doing: {Todo}, Done: {Doing}}

// MoveTask takes a task to another status, or says why it can't.
func (b *Board) MoveTask(ctx context.Context, id int32, to Status) (moved *Task, fault *Fault, err error) {
	moved, err = first[Task](ctx, b.pool, `
		UPDATE tasks SET status = $2
		FROM projects
		WHERE tasks.id = $1 AND projects.id = project_id AND status = ANY($3)
		  AND ($2 <> 'DOING' OR wip_limit > (
		    SELECT count(*) FROM tasks AS others WHERE others.project_id = projects.id AND others.status = 'DOING'))
		RETURNING tasks.*`, id, to, sources[to])
	if err != nil || moved != nil {
		return moved, nil, err
	}
	task, err := first[Task](ctx, b.pool, `SELECT * FROM tasks WHERE id = $1`, id)
	if err != nil {
		return nil, nil, err
	}
	if task == nil {
		return nil, &Fault{"taskId", "There is no such task"}, nil
	}
	return nil, &Fault{"status", fmt.Sprintf("The task can not go from %s to %s now", task.Status, to)}, nil
}
