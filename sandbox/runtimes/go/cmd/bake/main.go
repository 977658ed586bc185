// Bake compiles the standard library and the modules of provided.go, and lays them out so that a program can be built
// with nothing but the compiler and the linker: no module cache, no sources, no build cache.
//
//	bake FOLDER
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"assay/runtime/internal/catalog"
)

// tags leaves out Gin's MessagePack, which would make each program that imports Gin half as large again.
const tags = "-tags=nomsgpack"

// oldest is the first language version whose behaviour GODEBUG can still bring back.
const oldest = 16

func main() {
	log.SetFlags(0)
	log.SetPrefix("error: ")
	if len(os.Args) != 2 {
		log.Fatal("usage: bake FOLDER")
	}
	if err := bake(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func bake(root string) error {
	modules, err := providedModules()
	if err != nil {
		return err
	}
	packages, err := packagesOf(modules)
	if err != nil {
		return err
	}
	compiled, err := compile(packages)
	if err != nil {
		return err
	}
	found := &catalog.Catalog{Go: strings.TrimPrefix(runtime.Version(), "go"), Modules: modules}
	if found.GoDebug, err = goDebugDefaults(); err != nil {
		return err
	}
	var importCfg strings.Builder
	for _, p := range compiled {
		// "unsafe" is the compiler's own; some others are folders of tests alone.
		if p.Export == "" && p.ImportPath != "unsafe" {
			continue
		}
		if p.importable() {
			found.Packages = append(found.Packages, p.ImportPath)
		}
		if p.Export == "" {
			continue
		}
		archive := catalog.Archive(root, p.ImportPath)
		if err := copyFile(p.Export, archive, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(&importCfg, "packagefile %s=%s\n", p.ImportPath, archive)
	}
	if err := os.WriteFile(catalog.ImportCfg(root), []byte(importCfg.String()), 0o644); err != nil {
		return err
	}
	for _, name := range []string{"compile", "link"} {
		tool, err := goTool("tool", "-n", name)
		if err != nil {
			return err
		}
		if err := copyFile(strings.TrimSpace(string(tool)), catalog.Tool(root, name), 0o755); err != nil {
			return err
		}
	}
	fmt.Printf("%d packages compiled, %d of them importable\n", len(compiled), len(found.Packages))
	return found.Write(root)
}

// listed is what the go command tells of a package.
type listed struct {
	ImportPath string
	Name       string
	Export     string
	Incomplete bool
	Module     *catalog.Module
}

// importable reports whether a program outside of the package's own tree may import it.
func (p *listed) importable() bool {
	elements := strings.Split(p.ImportPath, "/")
	return p.Name != "main" && elements[0] != "vendor" && !slices.Contains(elements, "internal")
}

// providedModules are the modules that provided.go imports from.
func providedModules() ([]catalog.Module, error) {
	imports, err := goTool("list", "-f", `{{join .Imports "\n"}}`, ".")
	if err != nil {
		return nil, err
	}
	packages, err := list(append([]string{"-json=ImportPath,Module"}, strings.Fields(string(imports))...)...)
	if err != nil {
		return nil, err
	}
	var modules []catalog.Module
	for _, p := range packages {
		if !slices.Contains(modules, *p.Module) {
			modules = append(modules, *p.Module)
		}
	}
	return modules, nil
}

// packagesOf lists the packages of the modules that programs can be made of. What needs a module that is not locked (the
// tests' helpers of some) is left out, and so are examples.
func packagesOf(modules []catalog.Module) ([]string, error) {
	arguments := []string{"-e", "-json=ImportPath,Name,Incomplete"}
	for _, m := range modules {
		arguments = append(arguments, m.Path+"/...")
	}
	all, err := list(arguments...)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, p := range all {
		elements := strings.Split(p.ImportPath, "/")
		if p.importable() && !p.Incomplete && !slices.Contains(elements, "example") && !slices.Contains(elements, "examples") {
			found = append(found, p.ImportPath)
		}
	}
	return found, nil
}

// compile builds the standard library and the packages with all that they need. Without DWARF the archives are smaller
// and faster to link; stack traces take file and line from elsewhere.
func compile(packages []string) ([]*listed, error) {
	return list(append([]string{
		"-deps", "-export", "-trimpath", "-gcflags=all=-dwarf=false", "-json=ImportPath,Name,Export", "std",
	}, packages...)...)
}

// goDebugDefaults asks the go command what it would set for a program of each older language version.
func goDebugDefaults() (map[string]string, error) {
	folder, err := os.MkdirTemp("", "godebug")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	if err := os.WriteFile(filepath.Join(folder, "main.go"), []byte("package main\n\nfunc main() {}\n"), 0o644); err != nil {
		return nil, err
	}
	newest, _, _ := strings.Cut(strings.TrimPrefix(runtime.Version(), "go1."), ".")
	defaults := map[string]string{}
	for minor := oldest; fmt.Sprint(minor) != newest; minor++ {
		version := fmt.Sprintf("1.%d", minor)
		text := "module old\n\ngo " + version + "\n"
		if err := os.WriteFile(filepath.Join(folder, "go.mod"), []byte(text), 0o644); err != nil {
			return nil, err
		}
		settings, err := goTool("-C", folder, "list", "-f", "{{.DefaultGODEBUG}}", ".")
		if err != nil {
			return nil, err
		}
		defaults[version] = strings.TrimSpace(string(settings))
	}
	return defaults, nil
}

func list(arguments ...string) ([]*listed, error) {
	text, err := goTool(append([]string{"list", tags}, arguments...)...)
	if err != nil {
		return nil, err
	}
	var found []*listed
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	for {
		p := new(listed)
		if err := decoder.Decode(p); errors.Is(err, io.EOF) {
			return found, nil
		} else if err != nil {
			return nil, err
		}
		found = append(found, p)
	}
}

func goTool(arguments ...string) ([]byte, error) {
	command := exec.Command("go", arguments...)
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w", arguments[0], err)
	}
	return output, nil
}

func copyFile(from, to string, mode os.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, mode)
}
