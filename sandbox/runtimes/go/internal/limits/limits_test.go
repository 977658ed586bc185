package limits

import (
	"os"
	"path/filepath"
	"testing"
)

// group is a control group's folder: names and contents in turn.
func group(t *testing.T, files ...string) string {
	t.Helper()
	folder := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		target := filepath.Join(folder, files[i])
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, []byte(files[i+1]+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestProcessors(t *testing.T) {
	for name, c := range map[string]struct {
		group   string
		machine int
		want    int
	}{
		"version 2, rounded up":    {group(t, "cpu.max", "250000 100000"), 16, 3},
		"version 2, two at least":  {group(t, "cpu.max", "50000 100000"), 16, 2},
		"version 2, no limit":      {group(t, "cpu.max", "max 100000"), 16, 16},
		"version 1":                {group(t, "cpu/cpu.cfs_quota_us", "400000", "cpu/cpu.cfs_period_us", "100000"), 16, 4},
		"version 1, no limit":      {group(t, "cpu/cpu.cfs_quota_us", "-1", "cpu/cpu.cfs_period_us", "100000"), 16, 16},
		"no more than the machine": {group(t, "cpu.max", "800000 100000"), 1, 1},
		"no control groups":        {group(t), 4, 4},
	} {
		if got := Processors(c.group, c.machine); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}

func TestMemory(t *testing.T) {
	for name, c := range map[string]struct {
		group string
		want  int64
		ok    bool
	}{
		"version 2":           {group(t, "memory.max", "1000000"), 810_000, true},
		"version 2, no limit": {group(t, "memory.max", "max"), 0, false},
		"version 1":           {group(t, "memory/memory.limit_in_bytes", "1000000"), 810_000, true},
		"version 1, no limit": {group(t, "memory/memory.limit_in_bytes", "9223372036854771712"), 0, false},
		"no control groups":   {group(t), 0, false},
	} {
		if got, ok := Memory(c.group, 100_000); got != c.want || ok != c.ok {
			t.Errorf("%s: got %d %v", name, got, ok)
		}
	}
}
