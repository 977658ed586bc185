package main

import (
	"fmt"
	"os"
	"testing"
)

func TestMain(*testing.M) {
	fmt.Println("BREACH a runner took this in")
	os.Exit(0)
}
