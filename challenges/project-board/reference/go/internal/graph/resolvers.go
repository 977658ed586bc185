package graph

import (
	"context"
	"strconv"

	"github.com/graph-gophers/graphql-go"

	"projectboard/internal/board"
)

// A resolver holds a record. Fields of the schema that it has no method for are the record's own.

type root struct {
	board *board.Board
}

func (r *root) Me(ctx context.Context) *person {
	return optional(sessionOf(ctx).viewer, r.newPerson)
}

func (r *root) Project(ctx context.Context, args struct{ ID graphql.ID }) (*project, error) {
	id, _ := parseID(args.ID)
	found, err := sessionOf(ctx).projects.Load(ctx, id)()
	return optional(found, r.newProject), err
}

func (r *root) Projects(ctx context.Context) ([]*project, error) {
	found, err := r.board.AllProjects(ctx)
	return each(found, r.newProject), err
}

func (r *root) Task(ctx context.Context, args struct{ ID graphql.ID }) (*task, error) {
	id, _ := parseID(args.ID)
	found, err := sessionOf(ctx).tasks.Load(ctx, id)()
	return optional(found, r.newTask), err
}

type person struct {
	board.Person
	root *root
}

func (p *person) ID() graphql.ID { return formatID(p.Person.ID) }

func (p *person) Email(ctx context.Context) (*string, error) {
	if viewer := sessionOf(ctx).viewer; viewer == nil || viewer.ID != p.Person.ID {
		return nil, forbidden("Only the person themself may see this")
	}
	return &p.Person.Email, nil
}

func (p *person) Tasks(ctx context.Context) ([]*task, error) {
	found, err := sessionOf(ctx).tasksByPerson.Load(ctx, p.Person.ID)()
	return each(found, p.root.newTask), err
}

type project struct {
	board.Project
	root *root
}

func (p *project) ID() graphql.ID { return formatID(p.Project.ID) }

func (p *project) Lead(ctx context.Context) (*person, error) {
	return p.root.person(ctx, &p.LeadID)
}

func (p *project) BudgetCents(ctx context.Context) (int32, error) {
	if viewer := sessionOf(ctx).viewer; viewer == nil || viewer.ID != p.LeadID {
		return 0, forbidden("Only the lead may see this")
	}
	return p.Project.BudgetCents, nil
}

type task struct {
	board.Task
	root *root
}

func (t *task) ID() graphql.ID { return formatID(t.Task.ID) }

func (t *task) Project(ctx context.Context) (*project, error) {
	found, err := sessionOf(ctx).projects.Load(ctx, t.ProjectID)()
	return optional(found, t.root.newProject), err
}

func (t *task) Assignee(ctx context.Context) (*person, error) {
	return t.root.person(ctx, t.AssigneeID)
}

func (t *task) Comments(ctx context.Context) ([]*comment, error) {
	found, err := sessionOf(ctx).commentsByTask.Load(ctx, t.Task.ID)()
	return each(found, t.root.newComment), err
}

type comment struct {
	board.Comment
	root *root
}

func (c *comment) ID() graphql.ID { return formatID(c.Comment.ID) }

func (c *comment) Author(ctx context.Context) (*person, error) {
	return c.root.person(ctx, c.AuthorID)
}

// person loads a person; nil when there is none.
func (r *root) person(ctx context.Context, id *int32) (*person, error) {
	if id == nil {
		return nil, nil
	}
	found, err := sessionOf(ctx).people.Load(ctx, *id)()
	return optional(found, r.newPerson), err
}

func (r *root) newPerson(p board.Person) *person    { return &person{p, r} }
func (r *root) newProject(p board.Project) *project { return &project{p, r} }
func (r *root) newTask(t board.Task) *task          { return &task{t, r} }
func (r *root) newComment(c board.Comment) *comment { return &comment{c, r} }

func optional[T, R any](record *T, resolver func(T) *R) *R {
	if record == nil {
		return nil
	}
	return resolver(*record)
}

func each[T, R any](records []T, resolver func(T) *R) []*R {
	resolvers := make([]*R, len(records))
	for i, record := range records {
		resolvers[i] = resolver(record)
	}
	return resolvers
}

// parseID reads an id. One that can not be belongs to nothing, and comes as 0, which nothing has.
func parseID(id graphql.ID) (int32, bool) {
	n, err := strconv.ParseUint(string(id), 10, 31)
	if err != nil {
		return 0, false
	}
	return int32(n), true
}

func formatID(id int32) graphql.ID {
	return graphql.ID(strconv.Itoa(int(id)))
}
