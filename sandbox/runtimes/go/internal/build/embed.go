package build

import (
	"fmt"
	"go/build"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// embedCfg is what the compiler is told of //go:embed, in its own format.
type embedCfg struct {
	Patterns map[string][]string
	Files    map[string]string
}

// resolveEmbed finds the files that a package embeds, by the go command's rules. It gives nil where there are none.
func resolveEmbed(p *build.Package) (*embedCfg, *problem) {
	if len(p.EmbedPatterns) == 0 {
		return nil, nil
	}
	cfg := &embedCfg{Patterns: map[string][]string{}, Files: map[string]string{}}
	for _, pattern := range p.EmbedPatterns {
		files, err := embedded(os.DirFS(p.Dir), pattern)
		if err != nil {
			return nil, &problem{p.EmbedPatternPos[pattern][0], fmt.Sprintf("pattern %s: %v", pattern, err)}
		}
		cfg.Patterns[pattern] = files
		for _, file := range files {
			cfg.Files[file] = filepath.Join(p.Dir, filepath.FromSlash(file))
		}
	}
	return cfg, nil
}

func embedded(folder fs.FS, pattern string) ([]string, error) {
	glob, all := strings.CutPrefix(pattern, "all:")
	if _, err := path.Match(glob, ""); err != nil || glob == "." || !fs.ValidPath(glob) {
		return nil, fmt.Errorf("invalid pattern syntax")
	}
	matches, err := fs.Glob(folder, glob)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, match := range matches {
		if m := outerModule(folder, match); m != "" {
			return nil, fmt.Errorf("cannot embed %s: in different module %s", match, m)
		}
		info, err := fs.Stat(folder, match)
		if err != nil {
			return nil, err
		}
		if info.Mode().IsRegular() {
			files = append(files, match)
			continue
		}
		inside, err := filesBelow(folder, match, all)
		if err != nil {
			return nil, err
		}
		if len(inside) == 0 {
			return nil, fmt.Errorf("cannot embed directory %s: contains no embeddable files", match)
		}
		files = append(files, inside...)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no matching files found")
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// outerModule names the folder on the way to a file that is a module of its own.
func outerModule(folder fs.FS, file string) string {
	for dir := file; dir != "."; dir = path.Dir(dir) {
		if isModule(folder, dir) {
			return dir
		}
	}
	return ""
}

func isModule(folder fs.FS, dir string) bool {
	_, err := fs.Stat(folder, path.Join(dir, "go.mod"))
	return err == nil
}

// filesBelow lists what a folder embeds: hidden files only where the pattern asks for all, other modules never.
func filesBelow(folder fs.FS, root string, all bool) ([]string, error) {
	var files []string
	err := fs.WalkDir(folder, root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(entry.Name(), ".") || strings.HasPrefix(entry.Name(), "_")
		switch {
		case file != root && hidden && !all, entry.IsDir() && isModule(folder, file):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.Type().IsRegular():
			files = append(files, file)
		}
		return nil
	})
	return files, err
}
