package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"regexp"
)

var clientName = regexp.MustCompile(`^[A-Za-z0-9_.:-]{1,40}$`)

// readClient reads a client's name from the path.
func readClient(r *http.Request) (string, error) {
	name := r.PathValue("client")
	if !clientName.MatchString(name) {
		return "", errNotFound
	}
	return name, nil
}

func readPlan(r *http.Request) (plan, error) {
	body, err := readBody(r)
	if err != nil {
		return plan{}, err
	}
	limit, err := wholeNumber(body, "limit", 1, 1_000)
	if err != nil {
		return plan{}, err
	}
	windowMs, err := wholeNumber(body, "windowMs", 100, 3_600_000)
	return plan{limit, windowMs}, err
}

// readCost reads what a call costs: 1 when nothing is said.
func readCost(r *http.Request) (int64, error) {
	body, err := readBody(r)
	if err != nil {
		return 0, err
	}
	if _, given := body["cost"]; !given {
		return 1, nil
	}
	return wholeNumber(body, "cost", 1, math.Inf(1))
}

// readBody reads a JSON object; no body at all is an empty one.
func readBody(r *http.Request) (map[string]any, error) {
	text, err := io.ReadAll(r.Body)
	if err != nil || len(text) == 0 {
		return nil, err
	}
	var body any
	if err := json.Unmarshal(text, &body); err != nil {
		return nil, errMalformedJSON
	}
	object, ok := body.(map[string]any)
	if !ok {
		return nil, invalid("The body must be an object")
	}
	return object, nil
}

// maxExact is the largest number that JSON's readers agree on, and more than any limit.
const maxExact = 1 << 53

func wholeNumber(body map[string]any, name string, least, most float64) (int64, error) {
	n, ok := body[name].(float64)
	if !ok || n != math.Trunc(n) || n < least {
		return 0, invalid(fmt.Sprintf("%q must be a whole number from %.0f", name, least))
	}
	if n > most {
		return 0, invalid(fmt.Sprintf("%q must be at most %.0f", name, most))
	}
	return int64(min(n, maxExact)), nil
}
