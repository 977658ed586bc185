package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// places are those that escapes are known to have used; all files below the folders are tried as well.
var places = []string{
	"/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe", "/proc/sys/kernel/hotplug",
	"/sys/kernel/uevent_helper", "/proc/sys/fs/binfmt_misc/register", "/proc/sys/vm/panic_on_oom", "/proc/1/oom_score_adj",
	"/sys/power/state", "/sys/kernel/mm/ksm/run", "/proc/acpi/wakeup", "/proc/scsi/scsi", "/proc/timer_stats",
	"/proc/irq/default_smp_affinity", "/proc/bus/pci", "/sys/firmware/efi/vars",
}

func main() {
	tried := 0
	opened := []string{}
	try := func(place string) {
		tried++
		// Opened, and not written to.
		if file, err := os.OpenFile(place, os.O_WRONLY, 0); err == nil {
			opened = append(opened, place)
			file.Close()
		}
	}
	for _, place := range places {
		try(place)
	}
	for _, root := range []string{"/proc/sys", "/sys/kernel"} {
		_ = filepath.WalkDir(root, func(place string, entry fs.DirEntry, err error) error {
			if err == nil && entry.Type().IsRegular() && !strings.Contains(place, "/tracing/") {
				try(place)
			}
			return nil
		})
	}
	if len(opened) > 0 {
		fmt.Println("BREACH", opened[:min(len(opened), 20)])
	} else {
		fmt.Println("TRIED", tried, "files")
	}
	serve(answer)
}
