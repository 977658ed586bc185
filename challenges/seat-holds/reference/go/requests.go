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
	customer string
	seats    []string
}

// readHoldRequest reads the body of a new hold.
func readHoldRequest(r *http.Request) (holdRequest, error) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return holdRequest{}, err
	}
	// Pointers, because null would leave a plain text empty.
	var body struct {
		Customer *string   `json:"customer"`
		Seats    []*string `json:"seats"`
	}
	var wrongType *json.UnmarshalTypeError
	if err := json.Unmarshal(text, &body); errors.As(err, &wrongType) {
		return holdRequest{}, invalidRequest("A field has the wrong type: " + wrongType.Field)
	} else if err != nil {
		return holdRequest{}, malformedJSON()
	}
	if body.Customer == nil || *body.Customer == "" || utf8.RuneCountInString(*body.Customer) > 100 {
		return holdRequest{}, invalidRequest("A customer has 1 to 100 characters")
	}
	request := holdRequest{customer: *body.Customer}
	for _, label := range body.Seats {
		if label == nil || slices.Contains(request.seats, *label) {
			return holdRequest{}, invalidRequest("The seats of a hold are different labels")
		}
		request.seats = append(request.seats, *label)
	}
	if len(request.seats) < 1 || len(request.seats) > 6 {
		return holdRequest{}, invalidRequest("A hold has 1 to 6 seats")
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
