package board

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
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

var ways = map[Status][]Status{Todo: {Doing}, Doing: {Todo, Done}}

// MoveTask takes a task to another status, or says why it can't. The project is locked before its tasks are counted, so
// that the moves of one project take turns.
func (b *Board) MoveTask(ctx context.Context, id int32, to Status) (moved *Task, fault *Fault, err error) {
	err = pgx.BeginFunc(ctx, b.pool, func(tx pgx.Tx) error {
		project, err := first[Project](ctx, tx, `
			SELECT * FROM projects WHERE id = (SELECT project_id FROM tasks WHERE id = $1) FOR UPDATE`, id)
		if err != nil {
			return err
		}
		task, err := first[Task](ctx, tx, `SELECT * FROM tasks WHERE id = $1 FOR UPDATE`, id)
		if err != nil {
			return err
		}
		if project == nil || task == nil {
			fault = &Fault{"taskId", "There is no such task"}
			return nil
		}
		if !slices.Contains(ways[task.Status], to) {
			fault = &Fault{"status", fmt.Sprintf("A task can not go from %s to %s", task.Status, to)}
			return nil
		}
		if to == Doing {
			doing, err := all[Task](ctx, tx, `SELECT * FROM tasks WHERE project_id = $1 AND status = 'DOING'`, project.ID)
			if err != nil {
				return err
			}
			if len(doing) >= int(project.WipLimit) {
				fault = &Fault{"status", fmt.Sprintf("The project has room for %d tasks in DOING", project.WipLimit)}
				return nil
			}
		}
		moved, err = first[Task](ctx, tx, `UPDATE tasks SET status = $2 WHERE id = $1 RETURNING *`, id, to)
		return err
	})
	return moved, fault, err
}
