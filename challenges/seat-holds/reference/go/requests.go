package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"unicode/utf8"
)

type holdRequest struct {
	Customer string   `json:"customer"`
	Seats    []string `json:"seats"`
}

// readHoldRequest reads the body of a new hold.
func readHoldRequest(r *http.Request) (holdRequest, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return holdRequest{}, err
	}
	var request holdRequest
	var wrongType *json.UnmarshalTypeError
	if err := json.Unmarshal(body, &request); errors.As(err, &wrongType) {
		return holdRequest{}, invalidRequest("A field has the wrong type: " + wrongType.Field)
	} else if err != nil {
		return holdRequest{}, malformedJSON()
	}
	if length := utf8.RuneCountInString(request.Customer); length < 1 || length > 100 {
		return holdRequest{}, invalidRequest("A customer has 1 to 100 characters")
	}
	seats := slices.Compact(slices.Sorted(slices.Values(request.Seats)))
	if len(seats) < 1 || len(seats) > 6 || len(seats) != len(request.Seats) {
		return holdRequest{}, invalidRequest("A hold has 1 to 6 different seats")
	}
	return request, nil
}

// readShowID reads a show's id from the path. One that can not be belongs to nothing.
func readShowID(r *http.Request) (int, error) {
	id, err := strconv.ParseUint(r.PathValue("id"), 10, 31)
	if err != nil {
		return 0, notFound("show")
	}
	return int(id), nil
}
