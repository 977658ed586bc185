package main

import (
	"errors"
	"log"
	"net/http"
)

// refusal is an expected error, as clients see it.
type refusal struct {
	status  int
	Code    string   `json:"error"`
	Message string   `json:"message"`
	Seats   []string `json:"seats,omitempty"`
}

func (r *refusal) Error() string { return r.Message }

func malformedJSON() error {
	return &refusal{status: http.StatusBadRequest, Code: "malformed_json", Message: "The body is not JSON"}
}

func invalidRequest(message string) error {
	return &refusal{status: http.StatusUnprocessableEntity, Code: "invalid_request", Message: message}
}

func notFound(what string) error {
	return &refusal{status: http.StatusNotFound, Code: "not_found", Message: "There is no such " + what}
}

func unknownSeats(labels []string) error {
	return &refusal{http.StatusUnprocessableEntity, "unknown_seats", "The show does not have these seats", labels}
}

func seatsTaken(labels []string) error {
	return &refusal{http.StatusConflict, "seats_taken", "These seats are not free", labels}
}

func holdExpired() error {
	return &refusal{status: http.StatusGone, Code: "hold_expired", Message: "The hold has expired"}
}

func holdReleased() error {
	return &refusal{status: http.StatusGone, Code: "hold_released", Message: "The hold was released"}
}

func alreadyBooked() error {
	return &refusal{status: http.StatusConflict, Code: "already_booked", Message: "The hold is booked"}
}

// refusalOf says what a client is told about an error.
func refusalOf(err error) *refusal {
	var known *refusal
	if errors.As(err, &known) {
		return known
	}
	log.Print(err)
	return &refusal{status: http.StatusInternalServerError, Code: "internal", Message: "Something failed"}
}
