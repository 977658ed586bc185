package build

import (
	"errors"
	"fmt"
	"go/version"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
)

// defaultModule is the module of a solution without a go.mod.
const defaultModule = "app"

// module is what a build takes from a go.mod. Requirements are not looked at: what can be imported is what the image
// holds, at the image's versions.
type module struct {
	path string
	// language is the version of the language, such as "1.24".
	language string
	// goDebug are the file's own settings of GODEBUG.
	goDebug []setting
}

type setting struct{ key, value string }

// readModule reads the go.mod of a folder, as the go command would with a toolchain of the given version.
func readModule(app, toolchain string) (*module, error) {
	text, err := os.ReadFile(filepath.Join(app, "go.mod"))
	if errors.Is(err, os.ErrNotExist) {
		return &module{path: defaultModule, language: languageOf(toolchain)}, nil
	}
	if err != nil {
		return nil, err
	}
	file, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		return nil, &Failure{modfileDiagnostics(err)}
	}
	if file.Module == nil {
		return nil, &Failure{[]Diagnostic{{File: "go.mod", Message: "no module declaration in go.mod"}}}
	}
	// So says the go command of a file that names no version.
	found := &module{path: file.Module.Mod.Path, language: "1.16"}
	if file.Go != nil {
		if version.Compare("go"+file.Go.Version, "go"+toolchain) > 0 {
			return nil, &Failure{[]Diagnostic{{
				File: "go.mod", Line: file.Go.Syntax.Start.Line,
				Message: fmt.Sprintf("go.mod requires go >= %s (running go %s)", file.Go.Version, toolchain),
			}}}
		}
		found.language = languageOf(file.Go.Version)
	}
	for _, line := range file.Godebug {
		found.goDebug = append(found.goDebug, setting{line.Key, line.Value})
	}
	return found, nil
}

// languageOf shortens a version to that of the language: 1.24.4 and 1.24rc1 are 1.24.
func languageOf(goVersion string) string {
	return strings.TrimPrefix(version.Lang("go"+goVersion), "go")
}

func modfileDiagnostics(err error) []Diagnostic {
	var list modfile.ErrorList
	if !errors.As(err, &list) {
		return []Diagnostic{{File: "go.mod", Message: err.Error()}}
	}
	var found []Diagnostic
	for _, one := range list {
		message := one
		message.Filename, message.Pos = "", modfile.Position{}
		found = append(found, Diagnostic{
			File: "go.mod", Line: one.Pos.Line, Column: one.Pos.LineRune, Message: message.Error(),
		})
	}
	return found
}

// goDebugDefault is the default of GODEBUG that the linker puts into a program: what its language version did otherwise
// than the toolchain does, what its go.mod says, and what the main package's //go:debug lines say, the latter first.
func goDebugDefault(m *module, directives []setting, byVersion map[string]string) string {
	base := byVersion[m.language]
	var own []string
	for _, s := range append(append([]setting{}, m.goDebug...), directives...) {
		if s.key == "default" {
			base = byVersion[strings.TrimPrefix(s.value, "go")]
			continue
		}
		own = append(own, s.key+"="+s.value)
	}
	// The runtime takes the last of several settings of one key.
	if base != "" {
		own = append([]string{base}, own...)
	}
	return strings.Join(own, ",")
}
