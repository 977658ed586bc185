package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// Each child lives for a tenth of a second and has two more by then, in sessions of their own; there are never more than
// the limit lets through.
const bomb = `
sleep 0.1
[ "$(ls -d /proc/[0-9]* | wc -l)" -lt 24 ] && { setsid -f /bin/sh "$0" & }
exec setsid -f /bin/sh "$0"
`

func main() {
	if err := os.WriteFile("/tmp/bomb", []byte(bomb), 0o600); err != nil {
		panic(err)
	}
	child := exec.Command("/bin/sh", "/tmp/bomb")
	child.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := child.Run(); err != nil {
		panic(err)
	}
	time.Sleep(time.Second)
	alive, _ := exec.Command("/bin/sh", "-c", "grep -l /tmp/bomb /proc/[0-9]*/cmdline | wc -l").Output()
	fmt.Println("TRIED", strings.TrimSpace(string(alive)), "live on")
	serve(answer)
}
