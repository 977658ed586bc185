package graph

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/graph-gophers/graphql-go"

	"projectboard/internal/board"
)

const defaultPriority = 3

type createTaskInput struct {
	ProjectID  graphql.ID
	Title      string
	Priority   *int32
	Points     *int32
	AssigneeID *graphql.ID
}

type moveTaskInput struct {
	TaskID graphql.ID
	Status board.Status
}

type taskPayload struct {
	Task   *task
	Errors []*board.Fault
}

func (r *root) CreateTask(ctx context.Context, args struct{ Input createTaskInput }) (*taskPayload, error) {
	if sessionOf(ctx).viewer == nil {
		return nil, unauthenticated()
	}
	checked, faults, err := checkTask(ctx, args.Input)
	if err != nil || len(faults) > 0 {
		return &taskPayload{Errors: faults}, err
	}
	created, err := r.board.CreateTask(ctx, checked)
	return &taskPayload{Task: optional(created, r.newTask), Errors: faults}, err
}

func (r *root) MoveTask(ctx context.Context, args struct{ Input moveTaskInput }) (*taskPayload, error) {
	if sessionOf(ctx).viewer == nil {
		return nil, unauthenticated()
	}
	id, _ := parseID(args.Input.TaskID)
	moved, fault, err := r.board.MoveTask(ctx, id, args.Input.Status)
	payload := &taskPayload{Task: optional(moved, r.newTask), Errors: []*board.Fault{}}
	if fault != nil {
		payload.Errors = append(payload.Errors, fault)
	}
	return payload, err
}

// checkTask finds all that is wrong with an input.
func checkTask(ctx context.Context, input createTaskInput) (board.NewTask, []*board.Fault, error) {
	faults := []*board.Fault{}
	check := func(field string, sound bool, message string) {
		if !sound {
			faults = append(faults, &board.Fault{Field: field, Message: message})
		}
	}
	checked := board.NewTask{Title: input.Title, Priority: defaultPriority, Points: input.Points}
	s := sessionOf(ctx)

	projectID, _ := parseID(input.ProjectID)
	project, err := s.projects.Load(ctx, projectID)()
	if err != nil {
		return checked, nil, err
	}
	check("projectId", project != nil, "There is no such project")
	checked.ProjectID = projectID

	length := utf8.RuneCountInString(input.Title)
	check("title", strings.TrimSpace(input.Title) != "" && length <= 120, "Must have 1 to 120 characters")
	if input.Priority != nil {
		checked.Priority = *input.Priority
	}
	check("priority", checked.Priority >= 1 && checked.Priority <= 5, "Must be from 1 to 5")
	check("points", input.Points == nil || *input.Points >= 1 && *input.Points <= 100, "Must be from 1 to 100")

	if input.AssigneeID != nil {
		assigneeID, _ := parseID(*input.AssigneeID)
		assignee, err := s.people.Load(ctx, assigneeID)()
		if err != nil {
			return checked, nil, err
		}
		check("assigneeId", assignee != nil, "There is no such person")
		checked.AssigneeID = &assigneeID
	}
	return checked, faults, nil
}
