package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

var places = [][2]string{{"tcp", "0.0.0.0:7333"}, {"unix", "@left-behind"}, {"unix", "/dev/shm/left-behind"}}

func main() {
	if len(os.Args) > 1 {
		stay()
		return
	}
	daemon := exec.Command("/proc/self/exe", "stay")
	daemon.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := daemon.Start(); err != nil {
		panic(err)
	}
	_ = daemon.Process.Release()
	time.Sleep(200 * time.Millisecond)
	reached := 0
	for _, place := range places {
		if connection, err := net.Dial(place[0], place[1]); err == nil {
			reached++
			connection.Close()
		}
	}
	fmt.Println("TRIED a daemon with listeners:", reached)
	serve(answer)
}

// stay is the daemon: no signal that can be ignored ends it, and it has no parent and no terminal.
func stay() {
	signal.Ignore(syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT, syscall.SIGPIPE)
	for _, place := range places {
		if listener, err := net.Listen(place[0], place[1]); err == nil {
			go func() {
				for {
					if connection, err := listener.Accept(); err == nil {
						connection.Close()
					}
				}
			}()
		}
	}
	time.Sleep(10 * time.Minute)
}
