package build

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// image is where bake has put its work: these tests run while the image is built.
const image = "/opt/assay/go"

// solution is a folder's files: names and contents in turn.
func buildFiles(t *testing.T, files ...string) (string, error) {
	t.Helper()
	app := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		target := filepath.Join(app, files[i])
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	builder, err := New(image, 2)
	if err != nil {
		t.Fatal(err)
	}
	return builder.Build(app, t.TempDir())
}

// output builds and runs a program, and gives what it printed.
func output(t *testing.T, files ...string) string {
	t.Helper()
	program, err := buildFiles(t, files...)
	if err != nil {
		t.Fatal(err)
	}
	// A program that panics ends with an error, and what it printed is looked at.
	text, err := exec.Command(program).CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(text)
}

// failure builds what can't be built.
func failure(t *testing.T, files ...string) []Diagnostic {
	t.Helper()
	_, err := buildFiles(t, files...)
	var f *Failure
	if !errors.As(err, &f) {
		t.Fatalf("wanted a failure, got %v", err)
	}
	return f.Diagnostics
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in %q", part, text)
		}
	}
}

func TestProgramOfSeveralPackages(t *testing.T) {
	got := output(t,
		"go.mod", "module example.com/shop\n\ngo 1.24\n",
		"main.go", `package main

import (
	"fmt"

	"example.com/shop/internal/price"
	"example.com/shop/store"
)

func main() { fmt.Println(store.Name(), price.Of(3)) }
`,
		"store/store.go", "package store\n\nimport \"example.com/shop/internal/price\"\n\nfunc Name() string { return price.Currency }\n",
		"internal/price/price.go", "package price\n\nconst Currency = \"EUR\"\n\nfunc Of(n int) int { return n * 7 }\n",
		"internal/price/price_test.go", "package price\n\nimport \"not/there\"\n",
		"internal/price/price_windows.go", "package price\n\nvar broken int = \"windows\"\n",
	)
	if got != "EUR 21\n" {
		t.Errorf("got %q", got)
	}
}

func TestEmbeddedFiles(t *testing.T) {
	got := output(t,
		"main.go", `package main

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed pages query.sql
var files embed.FS

//go:embed query.sql
var query string

func main() {
	names, _ := fs.Glob(files, "*/*")
	fmt.Println(names, query)
}
`,
		"pages/a.html", "a", "pages/.hidden", "h", "pages/_draft", "d", "query.sql", "select 1",
	)
	if got != "[pages/a.html] select 1\n" {
		t.Errorf("got %q", got)
	}
	contains(t, failure(t, "main.go", "package main\n\nimport _ \"embed\"\n\n//go:embed *.sql\nvar q string\n\nfunc main() {}\n")[0].Message,
		"pattern *.sql: no matching files found")
}

func TestPanicNamesItsPlace(t *testing.T) {
	got := output(t,
		"main.go", "package main\n\nimport \"app/store\"\n\nfunc main() {\n\tstore.Fall()\n}\n",
		"store/store.go", "package store\n\nfunc Fall() {\n\tpanic(\"fell\")\n}\n",
	)
	contains(t, got, "panic: fell", "store/store.go:4", "main.go:6")
}

func TestCompileErrors(t *testing.T) {
	found := failure(t,
		"main.go", `package main

import "os"

func greet(name string, times int) {}

func main() {
	greet("you")
	x := 1
}
`)
	if len(found) != 3 {
		t.Fatalf("got %v", found)
	}
	if d := found[0]; d.File != "main.go" || d.Line != 3 || d.Column != 8 || d.Message != `"os" imported and not used` {
		t.Errorf("got %+v", d)
	}
	if d := found[1]; d.Line != 8 || !strings.Contains(d.Message, "\n\thave (string)\n\twant (string, int)") {
		t.Errorf("got %+v", d)
	}
}

// Both packages are compiled, though one has failed.
func TestErrorsOfIndependentPackages(t *testing.T) {
	found := failure(t,
		"main.go", "package main\n\nimport (\n\t_ \"app/one\"\n\t_ \"app/two\"\n)\n\nfunc main() {}\n",
		"one/one.go", "package one\n\nvar x int = \"\"\n",
		"two/two.go", "package two\n\nfunc f() { return 1 }\n",
	)
	if len(found) != 2 || found[0].File != "one/one.go" || found[1].File != "two/two.go" {
		t.Errorf("got %v", found)
	}
}

func TestSyntaxError(t *testing.T) {
	found := failure(t, "main.go", "package main\n\nfunc main() {\n\tif {\n}\n")
	if found[0].File != "main.go" || found[0].Line != 4 {
		t.Errorf("got %v", found)
	}
	found = failure(t, "main.go", "package main\n\nimport fmt\n\nfunc main() {}\n")
	if found[0].File != "main.go" || found[0].Line != 3 {
		t.Errorf("got %v", found)
	}
}

func TestImportsThatAreRefused(t *testing.T) {
	for path, words := range map[string]string{
		"github.com/labstack/echo/v4":                 "no module provides the package github.com/labstack/echo/v4. The modules that can be imported are github.com/gin-gonic/gin v1.",
		"github.com/gin-gonic/gin/nothing":            "has no package github.com/gin-gonic/gin/nothing",
		"github.com/gin-gonic/gin/internal/bytesconv": "use of internal package",
		"internal/abi":                 "use of internal package internal/abi not allowed",
		"vendor/golang.org/x/net/idna": "is not in std",
		"net/htp":                      "package net/htp is not in std",
		"./store":                      "relative import path",
		"app":                          "is a program",
		"app/none":                     "no Go files for the package app/none in the folder none",
	} {
		found := failure(t, "main.go", "package main\n\nimport _ \""+path+"\"\n\nfunc main() {}\n")
		if found[0].File != "main.go" || found[0].Line != 3 {
			t.Errorf("%s: got %+v", path, found[0])
		}
		contains(t, found[0].Message, words)
	}
}

func TestInternalPackageOfAnotherTree(t *testing.T) {
	found := failure(t,
		"main.go", "package main\n\nimport _ \"app/a/internal/x\"\n\nfunc main() {}\n",
		"a/internal/x/x.go", "package x\n",
	)
	contains(t, found[0].Message, "use of internal package app/a/internal/x not allowed")
}

func TestImportCycle(t *testing.T) {
	found := failure(t,
		"main.go", "package main\n\nimport _ \"app/a\"\n\nfunc main() {}\n",
		"a/a.go", "package a\n\nimport _ \"app/b\"\n",
		"b/b.go", "package b\n\nimport _ \"app/a\"\n",
	)
	if len(found) != 1 || found[0].File != "b/b.go" {
		t.Fatalf("got %v", found)
	}
	contains(t, found[0].Message, "import cycle not allowed: app/a imports app/b imports app/a")
}

func TestNoProgram(t *testing.T) {
	contains(t, failure(t, "main.go", "package main\n")[0].Message, "function main is undeclared in the main package")
	contains(t, failure(t, "main.go", "package app\n")[0].Message, "package app is not a main package")
	contains(t, failure(t, "main.go", "package main\n\nfunc main() {}\n", "other.go", "package other\n")[0].Message,
		"found packages main (main.go) and other (other.go)")
	contains(t, failure(t, "main.go", "package main\n\nimport \"C\"\n\nfunc main() {}\n")[0].Message, "cgo is not available")
	contains(t, failure(t, "main.go", "package main\n\nfunc main() {}\n", "add.s", "TEXT ·add(SB), $0\n")[0].Message, "only Go files")
}

func TestGoMod(t *testing.T) {
	const main = "package main\n\nfunc main() {}\n"
	newer := failure(t, "main.go", main, "go.mod", "module app\n\ngo 1.99\n")
	if newer[0].File != "go.mod" || newer[0].Line != 3 {
		t.Errorf("got %v", newer)
	}
	contains(t, newer[0].Message, "go.mod requires go >= 1.99")
	broken := failure(t, "main.go", main, "go.mod", "module app\n\nrequires x\n")
	if broken[0].File != "go.mod" || broken[0].Line != 3 {
		t.Errorf("got %v", broken)
	}
	generic := failure(t, "go.mod", "module app\n\ngo 1.17\n", "main.go", "package main\n\nfunc id[T any](v T) T { return v }\n\nfunc main() { id(1) }\n")
	contains(t, generic[0].Message, "requires go1.18 or later")
}

// A program of an older language version behaves as it did: loops share their variable, patterns know no method.
func TestOlderVersionsBehaviour(t *testing.T) {
	const main = `package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
)

func main() {
	var calls []func() int
	for i := 0; i < 2; i++ {
		calls = append(calls, func() int { return i })
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /x", func(http.ResponseWriter, *http.Request) {})
	answer := httptest.NewRecorder()
	mux.ServeHTTP(answer, httptest.NewRequest("GET", "/x", nil))
	fmt.Println(calls[0](), answer.Code)
}
`
	for version, want := range map[string]string{"1.24": "0 200\n", "1.21": "2 404\n"} {
		if got := output(t, "go.mod", "module app\n\ngo "+version+"\n", "main.go", main); got != want {
			t.Errorf("go %s: got %q", version, got)
		}
	}
	if got := output(t, "go.mod", "module app\n\ngo 1.24\n", "main.go", "//go:debug httpmuxgo121=1\n"+main); got != "0 404\n" {
		t.Errorf("with //go:debug: got %q", got)
	}
}

// Every package that the catalog names can be compiled against and linked.
func TestEveryModuleLinks(t *testing.T) {
	builder, err := New(image, 2)
	if err != nil {
		t.Fatal(err)
	}
	text := "package main\n\nimport (\n"
	for _, path := range builder.catalog.Packages {
		text += "\t_ \"" + path + "\"\n"
	}
	if got := output(t, "main.go", text+")\n\nfunc main() { println(\"ran\") }\n"); !strings.HasSuffix(got, "ran\n") {
		t.Errorf("got %q", got)
	}
}
