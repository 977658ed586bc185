package main

import (
	"fmt"
	"syscall"
)

const families = 46

// usual are Unix, IPv4, IPv6 and netlink; of these the raw types alone are odd.
var usual = map[int]bool{1: true, 2: true, 10: true, 16: true}

func main() {
	opened, tried := []string{}, 0
	for family := range families {
		for kind := 1; kind <= 10; kind++ {
			for _, protocol := range []int{0, 1, 255} {
				if usual[family] && (family == 1 || family == 16 || (kind != syscall.SOCK_RAW && kind != 10)) {
					continue
				}
				tried++
				if fd, err := syscall.Socket(family, kind, protocol); err == nil {
					opened = append(opened, fmt.Sprint(family, "/", kind, "/", protocol))
					syscall.Close(fd)
				}
			}
		}
	}
	if len(opened) > 0 {
		fmt.Println("BREACH sockets", opened)
	} else {
		fmt.Println("TRIED", tried, "kinds of sockets")
	}
	serve(answer)
}
