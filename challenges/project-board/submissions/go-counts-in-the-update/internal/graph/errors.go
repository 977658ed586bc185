package graph

import "errors"

// codedError is an error with a code that clients know.
type codedError struct {
	code    string
	message string
}

func (e codedError) Error() string { return e.message }

// Extensions puts the code into the answer.
func (e codedError) Extensions() map[string]any { return map[string]any{"code": e.code} }

func forbidden(message string) error { return codedError{"FORBIDDEN", message} }

func unauthenticated() error { return codedError{"UNAUTHENTICATED", "Log in first"} }

func badUserInput(message string) error { return codedError{"BAD_USER_INPUT", message} }

var errTooMuch = errors.New("the query nests too deep, or asks for too many fields")
