// Package catalog describes what the image holds ready compiled: bake writes it, the launcher reads it.
package catalog

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// Catalog is what a solution may import, and what else a build needs to know of the image's toolchain.
type Catalog struct {
	// Go is the toolchain's version, such as "1.24.4".
	Go string `json:"go"`
	// Modules are those of provided.go.
	Modules []Module `json:"modules"`
	// Packages are the import paths that a solution may name, the standard library's and those of the modules and of
	// all that they stand on.
	Packages []string `json:"packages"`
	// GoDebug gives the defaults of GODEBUG by the language version of a go.mod, such as "1.21": what that version did
	// otherwise than this toolchain does.
	GoDebug map[string]string `json:"goDebug"`
}

// Module is a module at the version that the image holds.
type Module struct {
	Path    string `json:"path"`
	Version string `json:"version"`
}

// Where things lie below the folder that bake fills.
const (
	file      = "catalog.json"
	importCfg = "importcfg"
)

// ImportCfg is the list of compiled packages in the form that compiler and linker read.
func ImportCfg(root string) string { return filepath.Join(root, importCfg) }

// Archive is the compiled package of an import path.
func Archive(root, importPath string) string {
	return filepath.Join(root, "lib", filepath.FromSlash(importPath)+".a")
}

// Tool is a program of the toolchain, "compile" or "link".
func Tool(root, name string) string { return filepath.Join(root, "tool", name) }

// Write stores the catalog below root.
func (c *Catalog) Write(root string) error {
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, file), text, 0o644)
}

// Read loads the catalog that lies below root.
func Read(root string) (*Catalog, error) {
	text, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		return nil, err
	}
	c := new(Catalog)
	return c, json.Unmarshal(text, c)
}
