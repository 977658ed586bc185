package api

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// A check says what is wrong with a value, or nothing.

func text(most int) func(string) string {
	return func(value string) string {
		if strings.TrimSpace(value) == "" || utf8.RuneCountInString(value) > most || !storable(value) {
			return fmt.Sprintf("must have 1 to %d characters, not only spaces", most)
		}
		return ""
	}
}

// storable reports whether PostgreSQL can hold a text.
func storable(value string) bool {
	return utf8.ValidString(value) && !strings.ContainsRune(value, 0)
}

func authorID(id int64) string {
	if id < 1 || id > math.MaxInt32 {
		return "must be the id of an author"
	}
	return ""
}

func price(cents int64) string {
	if cents < 0 || cents > 1_000_000 {
		return "must be from 0 to 1000000"
	}
	return ""
}

func day(value string) string {
	// PostgreSQL knows no year 0.
	if t, err := time.Parse(time.DateOnly, value); err != nil || t.Year() == 0 {
		return "must be a day as YYYY-MM-DD"
	}
	return ""
}

var thirteenDigits = regexp.MustCompile(`^97[89][0-9]{10}$`)

func isbn(value string) string {
	if !thirteenDigits.MatchString(value) {
		return "must be 13 digits that start with 978 or 979"
	}
	sum := 0
	for i, digit := range value {
		weight := 1
		if i%2 == 1 {
			weight = 3
		}
		sum += weight * int(digit-'0')
	}
	if sum%10 != 0 {
		return "has a wrong check digit"
	}
	return ""
}
