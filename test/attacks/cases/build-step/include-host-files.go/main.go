package main

/*
#cgo CFLAGS: -fplugin=/app/plugin.so -include /etc/passwd
#cgo LDFLAGS: -Wl,--wrap=main @/etc/passwd
#cgo pkg-config: libc
#include "/etc/passwd"
*/
import "C"

func main() {
	serve(answer)
}
