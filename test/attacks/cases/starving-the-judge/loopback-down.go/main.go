package main

import (
	"encoding/binary"
	"fmt"
	"syscall"
)

// ask sends one message to the kernel's table of links, addresses and routes. It gives the kernel's answer, 0 for done.
func ask(kind uint16, body []byte) syscall.Errno {
	socket, err := syscall.Socket(syscall.AF_NETLINK, syscall.SOCK_RAW, syscall.NETLINK_ROUTE)
	if err != nil {
		return err.(syscall.Errno)
	}
	defer syscall.Close(socket)
	message := make([]byte, syscall.NLMSG_HDRLEN, 256)
	binary.NativeEndian.PutUint32(message, uint32(syscall.NLMSG_HDRLEN+len(body)))
	binary.NativeEndian.PutUint16(message[4:], kind)
	binary.NativeEndian.PutUint16(message[6:], syscall.NLM_F_REQUEST|syscall.NLM_F_ACK)
	if err := syscall.Sendto(socket, append(message, body...), 0, &syscall.SockaddrNetlink{Family: syscall.AF_NETLINK}); err != nil {
		return err.(syscall.Errno)
	}
	answer := make([]byte, 1024)
	if _, _, err := syscall.Recvfrom(socket, answer, 0); err != nil {
		return err.(syscall.Errno)
	}
	return syscall.Errno(-int32(binary.NativeEndian.Uint32(answer[syscall.NLMSG_HDRLEN:])))
}

// link asks for loopback's flags to be those given.
func link(flags uint32) syscall.Errno {
	body := make([]byte, syscall.SizeofIfInfomsg)
	binary.NativeEndian.PutUint32(body[4:], 1)
	binary.NativeEndian.PutUint32(body[8:], flags)
	binary.NativeEndian.PutUint32(body[12:], syscall.IFF_UP)
	return ask(syscall.RTM_NEWLINK, body)
}

// address asks for 127.0.0.1/8 to be taken away.
func address() syscall.Errno {
	body := make([]byte, syscall.SizeofIfAddrmsg, 16)
	body[0], body[1] = syscall.AF_INET, 8
	binary.NativeEndian.PutUint32(body[4:], 1)
	return ask(syscall.RTM_DELADDR, append(body, 8, 0, syscall.IFA_LOCAL, 0, 127, 0, 0, 1))
}

func main() {
	answers := []syscall.Errno{address(), link(0)}
	for _, answer := range answers {
		if answer == 0 {
			fmt.Println("BREACH nobody reaches anybody any more")
		}
	}
	fmt.Println("TRIED", answers)
	serve(answer)
}
