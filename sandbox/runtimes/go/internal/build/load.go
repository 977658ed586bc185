package build

import (
	"errors"
	"fmt"
	"go/build"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// pkg is a package of the solution's module.
type pkg struct {
	// importPath is "main" for the program itself, as the compiler wants it.
	importPath string
	// files are the Go files of this build, relative to the module's root and with "./" before them.
	files []string
	embed *embedCfg
	// imports are the packages of the same module that must be compiled first.
	imports []*pkg
}

// problem is a diagnostic at a place in the sources.
type problem struct {
	pos     token.Position
	message string
}

// loader reads the packages that the program is made of.
type loader struct {
	app    string
	module *module
	known  *imports
	// done holds each folder's package; nil while it is being read, and for one that can't be used.
	done        map[string]*pkg
	order       []*pkg
	directives  []setting
	diagnostics []Diagnostic
}

// load reads the main package at the module's root and all packages of the module that it needs, and gives them in an
// order in which they can be compiled.
func (l *loader) load() ([]*pkg, error) {
	l.done = map[string]*pkg{}
	l.read(l.app, "main", nil)
	if len(l.diagnostics) > 0 {
		return nil, &Failure{l.diagnostics}
	}
	return l.order, nil
}

// read loads one folder and what it imports. trail holds the import paths that lead to it.
func (l *loader) read(dir, importPath string, trail []string) *pkg {
	l.done[dir] = nil
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil
	}
	found, err := build.Default.ImportDir(dir, 0)
	if !l.usable(found, err, importPath) {
		return nil
	}
	p := &pkg{importPath: importPath}
	for _, name := range found.GoFiles {
		p.files = append(p.files, "./"+l.relative(filepath.Join(dir, name)))
	}
	if importPath == "main" {
		l.directives = goDebugLines(found)
	}
	var fault *problem
	if p.embed, fault = resolveEmbed(found); fault != nil {
		l.report(*fault)
	}
	trail = append(slices.Clip(trail), importPath)
	for _, path := range found.Imports {
		l.resolve(p, found.ImportPos[path][0], path, trail)
	}
	l.done[dir] = p
	l.order = append(l.order, p)
	return p
}

// resolve finds what one import stands for; a package of the module is read.
func (l *loader) resolve(p *pkg, pos token.Position, importPath string, trail []string) {
	own, isOwn := l.ownFolder(importPath)
	if !isOwn {
		if message := l.known.refuse(importPath); message != "" {
			l.report(problem{pos, message})
		}
		return
	}
	if message := refuseInternal(importPath, l.pathOf(trail[len(trail)-1])); message != "" {
		l.report(problem{pos, message})
		return
	}
	if own == l.app {
		l.report(problem{pos, fmt.Sprintf("import %q is a program, not an importable package", importPath)})
		return
	}
	known, begun := l.done[own]
	if at := slices.Index(trail, importPath); at >= 0 {
		cycle := append(slices.Clone(trail[at:]), importPath)
		l.report(problem{pos, "import cycle not allowed: " + strings.Join(cycle, " imports ")})
		return
	}
	if !begun {
		before := len(l.diagnostics)
		known = l.read(own, importPath, trail)
		if known == nil && len(l.diagnostics) == before {
			l.report(problem{pos, fmt.Sprintf("no Go files for the package %s in the folder %s", importPath, l.relative(own))})
		}
	}
	if known != nil {
		p.imports = append(p.imports, known)
	}
}

// ownFolder is the folder of a package of the solution's module. The standard library's names win, as with the go command.
func (l *loader) ownFolder(importPath string) (string, bool) {
	if l.known.standard(importPath) {
		return "", false
	}
	if importPath == l.module.path {
		return l.app, true
	}
	rest, ok := strings.CutPrefix(importPath, l.module.path+"/")
	if !ok || path.Clean(importPath) != importPath {
		return "", false
	}
	return filepath.Join(l.app, filepath.FromSlash(rest)), true
}

// pathOf is the import path of a package as others would write it.
func (l *loader) pathOf(importPath string) string {
	if importPath == "main" {
		return l.module.path
	}
	return importPath
}

// usable reports why a folder is no package that can be built here.
func (l *loader) usable(p *build.Package, err error, importPath string) bool {
	before := len(l.diagnostics)
	var (
		noGo     *build.NoGoError
		multiple *build.MultiplePackageError
		syntax   scanner.ErrorList
	)
	switch {
	case errors.As(err, &noGo):
		l.cgo(p)
		if importPath == "main" && len(l.diagnostics) == before {
			l.report(problem{message: "no Go files that can be built for linux"})
		}
		return false
	case errors.As(err, &multiple):
		l.report(problem{token.Position{Filename: filepath.Join(p.Dir, multiple.Files[1])}, fmt.Sprintf(
			"found packages %s (%s) and %s (%s) in one folder",
			multiple.Packages[0], multiple.Files[0], multiple.Packages[1], multiple.Files[1])})
	case errors.As(err, &syntax):
		for _, one := range syntax {
			l.report(problem{one.Pos, one.Msg})
		}
	case err != nil:
		l.report(problem{message: strings.ReplaceAll(err.Error(), l.app+"/", "")})
	case importPath == "main" && p.Name != "main":
		l.report(problem{token.Position{Filename: filepath.Join(p.Dir, "main.go")}, fmt.Sprintf(
			"package %s is not a main package: the program is the package main at the root", p.Name)})
	case importPath != "main" && p.Name == "main":
		l.report(problem{token.Position{Filename: filepath.Join(p.Dir, p.GoFiles[0])}, fmt.Sprintf(
			"import %q is a program, not an importable package", importPath)})
	}
	for _, names := range [][]string{p.SFiles, p.CFiles, p.CXXFiles, p.SysoFiles} {
		for _, name := range names {
			l.report(problem{token.Position{Filename: filepath.Join(p.Dir, name)}, "only Go files can be built here"})
		}
	}
	l.cgo(p)
	return len(l.diagnostics) == before
}

// cgo names the files that were passed over because they import "C": without a word their names would just be undefined.
func (l *loader) cgo(p *build.Package) {
	for _, name := range p.IgnoredGoFiles {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, parser.ImportsOnly)
		if err != nil {
			continue
		}
		for _, spec := range file.Imports {
			if spec.Path.Value == `"C"` {
				l.report(problem{set.Position(spec.Pos()), `cgo is not available: a program here is Go alone, without import "C"`})
			}
		}
	}
}

func (l *loader) report(p problem) {
	d := Diagnostic{Line: p.pos.Line, Column: p.pos.Column, Message: p.message}
	if p.pos.Filename != "" {
		d.File = l.relative(p.pos.Filename)
	}
	l.diagnostics = append(l.diagnostics, d)
}

func (l *loader) relative(file string) string {
	rest, err := filepath.Rel(l.app, file)
	if err != nil {
		return file
	}
	return filepath.ToSlash(rest)
}

// goDebugLines are the settings of a main package's //go:debug lines.
func goDebugLines(p *build.Package) []setting {
	var found []setting
	for _, directive := range p.Directives {
		text, ok := strings.CutPrefix(directive.Text, "//go:debug ")
		key, value, both := strings.Cut(strings.TrimSpace(text), "=")
		if ok && both {
			found = append(found, setting{key, value})
		}
	}
	return found
}
