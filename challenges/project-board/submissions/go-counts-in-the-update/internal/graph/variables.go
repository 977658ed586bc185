package graph

import (
	"errors"
	"math"

	"github.com/graph-gophers/graphql-go/ast"
	query "github.com/graphql-go/graphql/language/ast"
)

var errVariables = errors.New("a variable has a value that its type does not allow")

// checkVariables refuses numbers for texts and the like. The executor finds them only when it comes to the field, and
// has then begun with others.
func checkVariables(schema *ast.Schema, document *query.Document, operation string, variables map[string]any) error {
	for _, definition := range document.Definitions {
		op, ok := definition.(*query.OperationDefinition)
		if !ok || operation != "" && (op.Name == nil || op.Name.Value != operation) {
			continue
		}
		for _, variable := range op.VariableDefinitions {
			if !fits(schema, typeName(variable.Type), variables[variable.Variable.Name.Value]) {
				return errVariables
			}
		}
	}
	return nil
}

func typeName(t query.Type) string {
	switch t := t.(type) {
	case *query.NonNull:
		return typeName(t.Type)
	case *query.List:
		return typeName(t.Type)
	case *query.Named:
		return t.Name.Value
	}
	return ""
}

// fits reports whether the scalars in a value are of their types. Its shape is the validator's matter.
func fits(schema *ast.Schema, name string, value any) bool {
	switch value := value.(type) {
	case nil:
		return true
	case []any:
		for _, element := range value {
			if !fits(schema, name, element) {
				return false
			}
		}
		return true
	case map[string]any:
		input, ok := schema.Types[name].(*ast.InputObject)
		if !ok {
			return false
		}
		for _, field := range input.Values {
			if !fits(schema, fieldTypeName(field.Type), value[field.Name.Name]) {
				return false
			}
		}
		return true
	}
	_, isText := value.(string)
	number, isNumber := value.(float64)
	isInt := isNumber && number == math.Trunc(number) && math.Abs(number) <= math.MaxInt32
	switch name {
	case "Int":
		return isInt
	case "ID":
		return isText || isInt
	case "String":
		return isText
	}
	return true
}

func fieldTypeName(t ast.Type) string {
	switch t := t.(type) {
	case *ast.NonNull:
		return fieldTypeName(t.OfType)
	case *ast.List:
		return fieldTypeName(t.OfType)
	case ast.NamedType:
		return t.TypeName()
	}
	return ""
}
