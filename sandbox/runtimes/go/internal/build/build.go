// Package build makes a program of a solution's folder with the toolchain and the packages that bake has laid out. It does
// what "go build" does for a module without cgo, and skips all that an image which never changes need not be asked again.
package build

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"assay/runtime/internal/catalog"
)

// maxOutput is how much is kept of what a tool says that is no diagnostic, bytes.
const maxOutput = 4_000

// Builder builds programs.
type Builder struct {
	root       string
	catalog    *catalog.Catalog
	known      *imports
	baked      []byte
	processors int
}

// New reads what the image holds below root.
// processors is how many may be used at once.
func New(root string, processors int) (*Builder, error) {
	c, err := catalog.Read(root)
	if err != nil {
		return nil, err
	}
	baked, err := os.ReadFile(catalog.ImportCfg(root))
	if err != nil {
		return nil, err
	}
	return &Builder{root: root, catalog: c, known: newImports(c), baked: baked, processors: processors}, nil
}

// Build compiles and links the main package in the folder app, and gives the program's file. All that it writes lies
// in the folder work, where nothing but the program is left. A program that can't be built is a *Failure.
func (b *Builder) Build(app, work string) (string, error) {
	module, err := readModule(app, b.catalog.Go)
	if err != nil {
		return "", err
	}
	l := &loader{app: app, module: module, known: b.known}
	packages, err := l.load()
	if err != nil {
		return "", err
	}
	objects := filepath.Join(work, "objects")
	if err := os.MkdirAll(objects, 0o700); err != nil {
		return "", err
	}
	defer os.RemoveAll(objects)
	r := &run{Builder: b, app: app, module: module, objects: objects, archives: map[*pkg]string{}}
	if err := r.writeImportCfg(packages); err != nil {
		return "", err
	}
	if err := r.compileAll(packages); err != nil {
		return "", err
	}
	program := filepath.Join(work, "main")
	main := r.archives[packages[len(packages)-1]]
	return program, r.link(main, program, goDebugDefault(module, l.directives, b.catalog.GoDebug))
}

// run is one build.
type run struct {
	*Builder
	app, objects string
	module       *module
	archives     map[*pkg]string
}

func (r *run) importCfg() string { return filepath.Join(r.objects, "importcfg") }

// writeImportCfg adds the solution's own packages to the image's. One file serves all steps: which imports are allowed
// has been decided, and compiler and linker look up only what they need.
func (r *run) writeImportCfg(packages []*pkg) error {
	cfg := bytes.NewBuffer(bytes.Clone(r.baked))
	for i, p := range packages {
		r.archives[p] = filepath.Join(r.objects, strconv.Itoa(i)+".a")
		if p.importPath != "main" {
			fmt.Fprintf(cfg, "packagefile %s=%s\n", p.importPath, r.archives[p])
		}
	}
	return os.WriteFile(r.importCfg(), cfg.Bytes(), 0o600)
}

// compileAll compiles each package as soon as those that it imports are there. All packages that can be are compiled, so
// that a candidate sees the faults of independent ones at once.
func (r *run) compileAll(packages []*pkg) error {
	type outcome struct {
		done chan struct{}
		err  error
	}
	outcomes := map[*pkg]*outcome{}
	for _, p := range packages {
		outcomes[p] = &outcome{done: make(chan struct{})}
	}
	free := make(chan struct{}, r.processors)
	var group sync.WaitGroup
	for _, p := range packages {
		group.Add(1)
		go func() {
			defer group.Done()
			own := outcomes[p]
			defer close(own.done)
			for _, dependency := range p.imports {
				<-outcomes[dependency].done
				if outcomes[dependency].err != nil {
					own.err = errNotBegun
					return
				}
			}
			free <- struct{}{}
			own.err = r.compile(p)
			<-free
		}()
	}
	group.Wait()
	failure := &Failure{}
	for _, p := range packages {
		var one *Failure
		switch err := outcomes[p].err; {
		case errors.As(err, &one):
			failure.Diagnostics = append(failure.Diagnostics, one.Diagnostics...)
		case err != nil && !errors.Is(err, errNotBegun):
			return err
		}
	}
	if len(failure.Diagnostics) > 0 {
		return failure
	}
	return nil
}

// errNotBegun stands for a package that imports one which can't be compiled.
var errNotBegun = errors.New("an imported package can't be compiled")

func (r *run) compile(p *pkg) error {
	arguments := []string{
		"-o", r.archives[p], "-p", p.importPath, "-lang=go" + r.module.language, "-complete", "-pack", "-dwarf=false",
		"-c=" + strconv.Itoa(r.processors), "-importcfg", r.importCfg(),
	}
	if p.embed != nil {
		text, err := json.Marshal(p.embed)
		if err != nil {
			return err
		}
		file := r.archives[p] + ".embedcfg"
		if err := os.WriteFile(file, text, 0o600); err != nil {
			return err
		}
		arguments = append(arguments, "-embedcfg", file)
	}
	return r.tool("compile", append(arguments, p.files...)...)
}

// link writes the program without symbol table and DWARF, which halves its size. Panics name file and line all the same.
func (r *run) link(main, program, goDebug string) error {
	arguments := []string{"-o", program, "-importcfg", r.importCfg(), "-buildmode=exe", "-s", "-w"}
	if goDebug != "" {
		arguments = append(arguments, "-X=runtime.godebugDefault="+goDebug)
	}
	return r.tool("link", append(arguments, main)...)
}

// tool runs a program of the toolchain in the module's root, so that it names files as the candidate knows them. Of the
// environment it gets nothing: what a challenge sets for the program is not meant for the tools, and without a HOME they
// leave no files of their own.
func (r *run) tool(name string, arguments ...string) error {
	command := exec.Command(catalog.Tool(r.root, name), arguments...)
	command.Dir = r.app
	command.Env = []string{"GOMAXPROCS=" + strconv.Itoa(r.processors)}
	output, err := command.CombinedOutput()
	var exit *exec.ExitError
	if err == nil {
		return nil
	}
	if !errors.As(err, &exit) {
		return err
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return &Failure{[]Diagnostic{{Message: fmt.Sprintf(
			"go tool %s was ended by the signal %q, as happens when it needs more memory than the program may have",
			name, status.Signal())}}}
	}
	return &Failure{r.explain(name, strings.ToValidUTF8(string(output), "\uFFFD"), err)}
}

// explain turns a tool's words into diagnostics.
func (r *run) explain(name, output string, err error) []Diagnostic {
	if strings.Contains(output, "function main is undeclared in the main package") {
		return []Diagnostic{{File: "main.go", Message: "function main is undeclared in the main package"}}
	}
	if name == "compile" {
		if found := diagnosticsOf(output); len(found) > 0 && found[0].File != "" {
			return found
		}
	}
	if len(output) > maxOutput {
		output = strings.ToValidUTF8(output[:maxOutput], "")
	}
	return []Diagnostic{{Message: strings.TrimSpace(fmt.Sprintf("go tool %s: %v\n%s", name, err, output))}}
}
