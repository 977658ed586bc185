package graph

import (
	"context"
	"encoding/base64"
	"fmt"
	"regexp"
	"strconv"

	"projectboard/internal/board"
)

const (
	defaultFirst = 20
	maxFirst     = 50
)

type connectionArgs struct {
	First  *int32
	After  *string
	Status *board.Status
}

type connection struct {
	Edges    []*edge
	PageInfo pageInfo
	project  *project
	status   *board.Status
}

type edge struct {
	Cursor string
	Node   *task
}

type pageInfo struct {
	HasNextPage bool
	EndCursor   *string
}

func (p *project) Tasks(ctx context.Context, args connectionArgs) (*connection, error) {
	first := int32(defaultFirst)
	if args.First != nil {
		first = *args.First
	}
	if first < 1 || first > maxFirst {
		return nil, badUserInput(fmt.Sprintf(`"first" must be from 1 to %d`, maxFirst))
	}
	var after *board.Position
	if args.After != nil {
		position, err := decodeCursor(*args.After)
		if err != nil {
			return nil, err
		}
		after = &position
	}
	// One more than is shown tells whether there is another page.
	tasks, err := p.root.board.TasksOfProject(ctx, p.Project.ID, args.Status, after, first+1)
	if err != nil {
		return nil, err
	}
	found := &connection{Edges: []*edge{}, project: p, status: args.Status}
	for _, t := range tasks[:min(len(tasks), int(first))] {
		found.Edges = append(found.Edges, &edge{encodeCursor(t), p.root.newTask(t)})
	}
	found.PageInfo.HasNextPage = len(tasks) > int(first)
	if count := len(found.Edges); count > 0 {
		found.PageInfo.EndCursor = &found.Edges[count-1].Cursor
	}
	return found, nil
}

func (c *connection) TotalCount(ctx context.Context) (int32, error) {
	return c.project.root.board.CountTasks(ctx, c.project.Project.ID, c.status)
}

// A cursor holds the place of its task, so that it stays good when the task is gone.

var cursorText = regexp.MustCompile(`^([1-5]):(\d{1,9})$`)

func encodeCursor(t board.Task) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d:%d", t.Priority, t.ID))
}

func decodeCursor(cursor string) (board.Position, error) {
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	match := cursorText.FindSubmatch(text)
	if err != nil || match == nil {
		return board.Position{}, badUserInput(`"after" must be the cursor of an edge`)
	}
	// The pattern lets nothing through that is no number.
	priority, _ := strconv.Atoi(string(match[1]))
	id, _ := strconv.Atoi(string(match[2]))
	return board.Position{Priority: int32(priority), ID: int32(id)}, nil
}
