package build

import (
	"fmt"
	"slices"
	"strings"

	"assay/runtime/internal/catalog"
)

// imports answers what can be imported from outside of the solution's module.
type imports struct {
	catalog  *catalog.Catalog
	packages map[string]bool
}

func newImports(c *catalog.Catalog) *imports {
	known := &imports{catalog: c, packages: make(map[string]bool, len(c.Packages))}
	for _, path := range c.Packages {
		known.packages[path] = true
	}
	return known
}

// standard reports whether a path is a package of the standard library.
func (k *imports) standard(path string) bool {
	return k.packages[path] && !hasDot(path)
}

// refuse says why a path can't be imported; empty when it can.
func (k *imports) refuse(path string) string {
	switch {
	case k.packages[path]:
		return ""
	case path == "C":
		return `cgo is not available: a program here is Go alone, without import "C"`
	case strings.HasPrefix(path, "./"), strings.HasPrefix(path, "../"), path == ".", path == "..":
		return fmt.Sprintf("%q is a relative import path: name the package by its module's path", path)
	case slices.Contains(strings.Split(path, "/"), "internal"):
		return "use of internal package " + path + " not allowed"
	case !hasDot(path):
		return "package " + path + " is not in std"
	}
	for _, m := range k.catalog.Modules {
		if strings.HasPrefix(path, m.Path+"/") || path == m.Path {
			return fmt.Sprintf("the module %s %s has no package %s that can be imported here", m.Path, m.Version, path)
		}
	}
	return fmt.Sprintf("no module provides the package %s. The modules that can be imported are %s", path, k.list())
}

func (k *imports) list() string {
	var names []string
	for _, m := range k.catalog.Modules {
		names = append(names, m.Path+" "+m.Version)
	}
	return strings.Join(names, ", ")
}

// refuseInternal holds the go command's rule: what lies below "internal" is for the tree around it.
func refuseInternal(path, importer string) string {
	elements := strings.Split(path, "/")
	at := -1
	for i, element := range elements {
		if element == "internal" {
			at = i
		}
	}
	if at < 0 {
		return ""
	}
	parent := strings.Join(elements[:at], "/")
	if importer == parent || strings.HasPrefix(importer, parent+"/") {
		return ""
	}
	return "use of internal package " + path + " not allowed"
}

// hasDot tells a module's path from one of the standard library, which has no dot in its first element.
func hasDot(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return strings.Contains(first, ".")
}
