//go:build ignore

package main

import "fmt"

func init() { fmt.Println("BREACH a file that is not to be built was built") }
