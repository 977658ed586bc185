package graph

import (
	"slices"

	"github.com/graphql-go/graphql/language/ast"
)

const (
	maxDepth  = 10
	maxFields = 100
)

// checkLimits refuses documents that nest too deep or ask for too much.
func checkLimits(document *ast.Document) error {
	fragments := map[string]*ast.FragmentDefinition{}
	for _, definition := range document.Definitions {
		if fragment, ok := definition.(*ast.FragmentDefinition); ok {
			fragments[fragment.Name.Value] = fragment
		}
	}
	for _, definition := range document.Definitions {
		if operation, ok := definition.(*ast.OperationDefinition); ok {
			m := measure{fragments: fragments}
			if !m.fits(operation.SelectionSet, 1, nil) {
				return errTooMuch
			}
		}
	}
	return nil
}

// measure walks an operation. It stops at the first limit, so that fragments can't multiply the work.
type measure struct {
	fragments map[string]*ast.FragmentDefinition
	fields    int
}

// fits reports whether the selections stay within the limits. within names the fragments around them.
func (m *measure) fits(set *ast.SelectionSet, depth int, within []string) bool {
	if set == nil {
		return true
	}
	for _, selection := range set.Selections {
		fits := true
		switch s := selection.(type) {
		case *ast.Field:
			m.fields++
			fits = depth <= maxDepth && m.fields <= maxFields && m.fits(s.SelectionSet, depth+1, within)
		case *ast.InlineFragment:
			fits = m.fits(s.SelectionSet, depth, within)
		case *ast.FragmentSpread:
			name := s.Name.Value
			fragment := m.fragments[name]
			// An unknown fragment or a circle is refused here already.
			fits = fragment != nil && !slices.Contains(within, name) &&
				m.fits(fragment.SelectionSet, depth, append(slices.Clip(within), name))
		}
		if !fits {
			return false
		}
	}
	return true
}
