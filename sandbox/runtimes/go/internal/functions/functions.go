// Package functions makes a program of a file of functions: it writes a main function that answers calls of them.
package functions

import (
	_ "embed"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// File is what Write adds to the solution.
const File = "assay_functions.go"

// host serves the functions of the map below it. Its names begin with "assay", so that they meet no others.
//
//go:embed host.go.txt
var host string

// Write adds the file to the folder app, with every exported function of the package at its root. Faults in the sources
// are left for the compiler to name.
func Write(app string) error {
	names, err := exported(app)
	if err != nil {
		return err
	}
	var text strings.Builder
	text.WriteString(host)
	text.WriteString("\nvar assayFunctions = map[string]any{\n")
	for _, name := range names {
		fmt.Fprintf(&text, "\t%q: %s,\n", plain(name), name)
	}
	text.WriteString("}\n")
	return os.WriteFile(filepath.Join(app, File), []byte(text.String()), 0o644)
}

// plain is a function's name as callers of any language write it.
func plain(name string) string {
	return strings.ToLower(strings.ReplaceAll(name, "_", ""))
}

func exported(app string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(app, "*.go"))
	if err != nil {
		return nil, err
	}
	var names []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		var faults scanner.ErrorList
		if err != nil && !errors.As(err, &faults) {
			return nil, err
		}
		if parsed == nil || parsed.Name.Name != "main" {
			continue
		}
		for _, declared := range parsed.Decls {
			function, ok := declared.(*ast.FuncDecl)
			if ok && function.Recv == nil && function.Type.TypeParams == nil && function.Name.IsExported() {
				names = append(names, function.Name.Name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}
