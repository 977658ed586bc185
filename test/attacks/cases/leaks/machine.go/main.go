package main

import (
	"fmt"
	"os"
	"strings"
)

func read(file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

func main() {
	found := []string{}
	if name, err := os.Hostname(); err != nil || name != "slot" {
		found = append(found, "the name "+name)
	}
	for _, file := range []string{
		"/etc/machine-id", "/var/lib/dbus/machine-id", "/sys/class/dmi/id/product_uuid", "/sys/class/dmi/id/board_serial",
		"/sys/class/dmi/id/product_serial", "/proc/device-tree/serial-number", "/sys/hypervisor/uuid", "/proc/keys", "/proc/timer_list",
		"/sys/firmware/acpi/tables/DSDT", "/proc/latency_stats", "/proc/sched_debug",
	} {
		// Some are empty behind the engine's masks.
		if text := read(file); text != "" {
			found = append(found, file)
		}
	}
	// What is mounted from the host: the engine's own files alone. The fourth field is the folder within its file system.
	mounts := strings.Split(read("/proc/self/mountinfo"), "\n")
	for _, line := range mounts {
		fields := strings.Fields(line)
		root, place := fields[3], fields[4]
		own := root == "/" || strings.Contains(root, "/containers/") || strings.HasPrefix(place, "/proc/") || strings.HasPrefix(place, "/sys/")
		if !own {
			found = append(found, root+" on "+place)
		}
	}
	groups := read("/proc/self/cgroup")
	for _, line := range strings.Split(groups, "\n") {
		parts := strings.SplitN(line, ":", 3)
		if len(parts) == 3 && parts[2] != "/" {
			found = append(found, "the control group "+parts[2])
		}
	}
	if len(found) > 0 {
		fmt.Println("BREACH", found)
	} else {
		fmt.Println("TRIED", len(mounts), "mounts and the machine's names")
	}
	serve(answer)
}
