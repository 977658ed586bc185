package graph

import (
	"context"
	"time"

	"github.com/graph-gophers/dataloader/v7"

	"projectboard/internal/board"
)

// gather is how long a loader waits for more keys, so that a list costs one statement for each field and not one for
// each object.
const gather = time.Millisecond

// loaders read what one request asks for by id. They keep nothing: a mutation's answer shows what it has changed.
type loaders struct {
	people         *dataloader.Loader[int32, *board.Person]
	projects       *dataloader.Loader[int32, *board.Project]
	tasks          *dataloader.Loader[int32, *board.Task]
	tasksByPerson  *dataloader.Loader[int32, []board.Task]
	commentsByTask *dataloader.Loader[int32, []board.Comment]
}

func newLoaders(b *board.Board) *loaders {
	return &loaders{
		people:   byID(b.People, func(p board.Person) int32 { return p.ID }),
		projects: byID(b.Projects, func(p board.Project) int32 { return p.ID }),
		tasks:    byID(b.Tasks, func(t board.Task) int32 { return t.ID }),
		// Found by their assignee, so they have one.
		tasksByPerson:  grouped(b.TasksOfPeople, func(t board.Task) int32 { return *t.AssigneeID }),
		commentsByTask: grouped(b.CommentsOfTasks, func(c board.Comment) int32 { return c.TaskID }),
	}
}

type readMany[T any] func(ctx context.Context, ids []int32) ([]T, error)

// byID loads one thing for each id; nil where there is none.
func byID[T any](read readMany[T], idOf func(T) int32) *dataloader.Loader[int32, *T] {
	return loader(read, func(found []T) map[int32]*T {
		things := make(map[int32]*T, len(found))
		for i := range found {
			things[idOf(found[i])] = &found[i]
		}
		return things
	})
}

// grouped loads the things that belong to each id, in the order in which they were read.
func grouped[T any](read readMany[T], ownerOf func(T) int32) *dataloader.Loader[int32, []T] {
	return loader(read, func(found []T) map[int32][]T {
		groups := map[int32][]T{}
		for _, thing := range found {
			groups[ownerOf(thing)] = append(groups[ownerOf(thing)], thing)
		}
		return groups
	})
}

func loader[T, V any](read readMany[T], index func([]T) map[int32]V) *dataloader.Loader[int32, V] {
	batch := func(ctx context.Context, ids []int32) []*dataloader.Result[V] {
		found, err := read(ctx, ids)
		values := index(found)
		results := make([]*dataloader.Result[V], len(ids))
		for i, id := range ids {
			results[i] = &dataloader.Result[V]{Data: values[id], Error: err}
		}
		return results
	}
	return dataloader.NewBatchedLoader(batch,
		dataloader.WithWait[int32, V](gather),
		dataloader.WithCache[int32, V](&dataloader.NoCache[int32, V]{}))
}
