// Package limits tells a Go program what its container may use. Go 1.24 looks at neither limit by itself: it would start
// a thread for every processor of the machine, and let its heap grow until the kernel ends the process.
package limits

import (
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Cgroups is where a container sees its own control group.
const Cgroups = "/sys/fs/cgroup"

// leastProcessors is what Go 1.25 takes at least where it follows a quota, so that the collector can work beside the
// program.
const leastProcessors = 2

// Processors is the value for GOMAXPROCS by the rule of Go 1.25: the processors' quota, rounded up, at least two and at
// most what the machine has.
func Processors(cgroups string, machine int) int {
	quota, ok := processorQuota(cgroups)
	if !ok {
		return machine
	}
	return min(max(int(math.Ceil(quota)), leastProcessors), machine)
}

// processorQuota is how many processors may be used, by version 2 or version 1 of control groups.
func processorQuota(cgroups string) (float64, bool) {
	fields := strings.Fields(read(cgroups, "cpu.max"))
	if len(fields) != 2 {
		fields = []string{read(cgroups, "cpu/cpu.cfs_quota_us"), read(cgroups, "cpu/cpu.cfs_period_us")}
	}
	quota, quotaErr := strconv.ParseFloat(fields[0], 64)
	period, periodErr := strconv.ParseFloat(fields[1], 64)
	if quotaErr != nil || periodErr != nil || quota <= 0 || period <= 0 {
		return 0, false
	}
	return quota / period, true
}

// Memory is the value for GOMEMLIMIT, bytes: nine tenths of what the container has left beside the program's file, which
// lies in memory. The tenth is for what Go does not count: the kernel's buffers, page tables, files of the program. It
// gives false where there is no limit.
func Memory(cgroups string, program int64) (int64, bool) {
	for _, name := range []string{"memory.max", "memory/memory.limit_in_bytes"} {
		limit, err := strconv.ParseInt(read(cgroups, name), 10, 64)
		// Version 1 says "no limit" by a number near the largest one.
		if err == nil && limit > program && limit < math.MaxInt64/2 {
			return (limit - program) / 10 * 9, true
		}
	}
	return 0, false
}

func read(cgroups, name string) string {
	text, err := os.ReadFile(filepath.Join(cgroups, name))
	if err != nil {
		// The other version of control groups, or none.
		return ""
	}
	return strings.TrimSpace(string(text))
}
