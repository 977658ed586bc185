// Launcher is the waiting process of the Go runtime. It takes a solution as one frame on standard input, compiles and
// links it, and then becomes the program: same process, standard input empty, nothing of its own left open. Up to the
// "built" frame no line of the solution's has run.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"assay/runtime/internal/build"
	"assay/runtime/internal/functions"
	"assay/runtime/internal/limits"
)

const (
	app = "/app"
	// image is what bake has filled.
	image = "/opt/assay/go"
	// warm is a program like those to come.
	warm = image + "/warm"
	// output is where the program lies, as "go run" would lay it below /tmp.
	output = "/tmp/go-build"

	maxDiagnostics = 50
	// maxMessage keeps fifty messages well below the longest frame, bytes.
	maxMessage = 4_000
)

func main() {
	if err := run(); err != nil && !errors.Is(err, io.EOF) {
		fmt.Fprintln(os.Stderr, "launcher:", err)
		os.Exit(1)
	}
}

func run() error {
	processors := limits.Processors(limits.Cgroups, runtime.NumCPU())
	builder, err := build.New(image, processors)
	if err != nil {
		return err
	}
	if err := warmUp(builder); err != nil {
		return err
	}
	if err := send(os.Stdout, message{Type: "ready"}); err != nil {
		return err
	}
	solution, err := receive(os.Stdin)
	if err != nil {
		return err
	}
	if err := emptyInput(); err != nil {
		return err
	}
	// From here on process 1 counts the wall limit.
	if err := syscall.Kill(1, syscall.SIGUSR1); err != nil {
		return err
	}
	if err := write(solution.Files); err != nil {
		return err
	}
	program, err := buildSolution(builder, solution)
	var failure *build.Failure
	if errors.As(err, &failure) {
		return send(os.Stdout, message{Type: "build-failed", Diagnostics: capped(failure.Diagnostics)})
	}
	if err != nil {
		return err
	}
	environment, err := environmentOf(program, processors)
	if err != nil {
		return err
	}
	if err := os.Chdir(app); err != nil {
		return err
	}
	if err := send(os.Stdout, message{Type: "built"}); err != nil {
		return err
	}
	command := []string{program}
	if len(solution.Exec) > 0 {
		command = solution.Exec
	}
	return syscall.Exec(command[0], command, environment)
}

// warmUp builds a program with the packages that most solutions stand on, so that the toolchain and the archives are in
// memory before the solution comes.
func warmUp(builder *build.Builder) error {
	if _, err := builder.Build(warm, output); err != nil {
		return err
	}
	return os.RemoveAll(output)
}

func buildSolution(builder *build.Builder, solution *work) (string, error) {
	if _, err := os.Stat(filepath.Join(app, solution.Entry)); errors.Is(err, os.ErrNotExist) {
		return "", &build.Failure{Diagnostics: []build.Diagnostic{{
			File: solution.Entry, Message: "There is no " + solution.Entry + ": the program starts there.",
		}}}
	}
	if solution.Kind == "function" {
		if err := functions.Write(app); err != nil {
			return "", err
		}
	}
	return builder.Build(app, output)
}

// emptyInput puts an empty standard input in the place of the supervisor's pipe, at the same number.
func emptyInput() error {
	empty, err := os.Open(os.DevNull)
	if err != nil {
		return err
	}
	defer empty.Close()
	return syscall.Dup3(int(empty.Fd()), 0, 0)
}

func write(files []sourceFile) error {
	for _, file := range files {
		target := filepath.Join(app, filepath.FromSlash(file.Path))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(target, []byte(file.Content), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// environmentOf is the program's environment: the container's, and the limits that Go 1.24 does not find by itself. What
// the challenge sets stays.
func environmentOf(program string, processors int) ([]string, error) {
	environment := os.Environ()
	if os.Getenv("GOMAXPROCS") == "" {
		environment = append(environment, "GOMAXPROCS="+strconv.Itoa(processors))
	}
	info, err := os.Stat(program)
	if err != nil {
		return nil, err
	}
	if limit, ok := limits.Memory(limits.Cgroups, info.Size()); ok && os.Getenv("GOMEMLIMIT") == "" {
		environment = append(environment, "GOMEMLIMIT="+strconv.FormatInt(limit, 10))
	}
	return environment, nil
}

// capped keeps the frame within its bounds.
func capped(diagnostics []build.Diagnostic) []build.Diagnostic {
	kept := diagnostics[:min(len(diagnostics), maxDiagnostics)]
	for i := range kept {
		if len(kept[i].Message) > maxMessage {
			kept[i].Message = strings.ToValidUTF8(kept[i].Message[:maxMessage], "")
		}
	}
	return kept
}
