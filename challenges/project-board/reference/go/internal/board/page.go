package board

import "context"

// Position is a place in the order of a project's tasks. It outlives the task that stands there.
type Position struct {
	Priority int32
	ID       int32
}

// TasksOfProject gives up to limit of a project's tasks, the urgent ones first: those behind a position, and those of a
// status, where these are given.
func (b *Board) TasksOfProject(ctx context.Context, project int32, status *Status, after *Position, limit int32) ([]Task, error) {
	if after == nil {
		// In front of all: priorities end at 5.
		after = &Position{Priority: 6}
	}
	return all[Task](ctx, b.pool, `
		SELECT * FROM tasks
		WHERE project_id = $1 AND ($2::text IS NULL OR status = $2)
		  AND (priority < $3 OR (priority = $3 AND id > $4))
		ORDER BY priority DESC, id LIMIT $5`,
		project, status, after.Priority, after.ID, limit)
}

// CountTasks counts a project's tasks, or those of a status.
func (b *Board) CountTasks(ctx context.Context, project int32, status *Status) (count int32, err error) {
	err = b.pool.QueryRow(ctx, `
		SELECT count(*) FROM tasks WHERE project_id = $1 AND ($2::text IS NULL OR status = $2)`,
		project, status,
	).Scan(&count)
	return count, err
}
