package main

import (
	"encoding/binary"
	"encoding/json"
	"io"

	"assay/runtime/internal/build"
)

// work is the frame that brings a solution.
type work struct {
	// Kind is "function" where there is no main function, and calls are to be answered.
	Kind  string       `json:"kind"`
	Entry string       `json:"entry"`
	Files []sourceFile `json:"files"`
	// Exec is the command to become in the program's place, where there is one.
	Exec []string `json:"exec"`
}

type sourceFile struct {
	Path    string `json:"path"`
	Content string `json:"content"`
}

// message is a frame to the supervisor.
type message struct {
	Type        string             `json:"type"`
	Diagnostics []build.Diagnostic `json:"diagnostics,omitempty"`
}

// send writes one frame: four bytes of length, big endian, and UTF-8 JSON.
func send(to io.Writer, m message) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	frame := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	_, err = to.Write(append(frame, body...))
	return err
}

// receive reads one frame. io.EOF means that there is no supervisor any more.
func receive(from io.Reader) (*work, error) {
	var length uint32
	if err := binary.Read(from, binary.BigEndian, &length); err != nil {
		return nil, err
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(from, body); err != nil {
		return nil, err
	}
	w := new(work)
	return w, json.Unmarshal(body, w)
}
