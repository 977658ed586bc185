package build

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// Diagnostic is a reason why a program can't be built, as the candidate reads it.
type Diagnostic struct {
	// File is relative to the module's root; empty where no place is known.
	File string `json:"file,omitempty"`
	// Line and Column count from 1; 0 where they are not known.
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

// Failure is a program that can't be built. Every other error of this package is the platform's.
type Failure struct {
	Diagnostics []Diagnostic
}

func (f *Failure) Error() string {
	var lines []string
	for _, d := range f.Diagnostics {
		lines = append(lines, d.File+":"+strconv.Itoa(d.Line)+":"+strconv.Itoa(d.Column)+": "+d.Message)
	}
	return strings.Join(lines, "\n")
}

// place is how the compiler begins a message: file, line, column. What belongs to it follows on indented lines.
var place = regexp.MustCompile(`^(?:\./)?([^\s:][^:]*):(\d+)(?::(\d+))?: (.*)$`)

// diagnosticsOf reads the compiler's output.
func diagnosticsOf(output string) []Diagnostic {
	var found []Diagnostic
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\r\n")
		if match := place.FindStringSubmatch(line); match != nil {
			found = append(found, Diagnostic{
				File: filepath.ToSlash(match[1]), Line: number(match[2]), Column: number(match[3]), Message: match[4],
			})
		} else if strings.HasPrefix(line, "\t") && len(found) > 0 {
			found[len(found)-1].Message += "\n" + line
		} else if strings.TrimSpace(line) != "" {
			found = append(found, Diagnostic{Message: line})
		}
	}
	return found
}

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}
