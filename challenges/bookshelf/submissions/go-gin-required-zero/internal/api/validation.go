package api

import (
	"errors"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin/binding"
	"github.com/go-playground/validator/v10"
	"github.com/go-playground/validator/v10/non-standard/validators"
)

// setUpValidation teaches Gin's validator the names that clients know, and the checks that it lacks.
func setUpValidation() error {
	engine, ok := binding.Validator.Engine().(*validator.Validate)
	if !ok {
		return errors.New("Gin does not use the validator of go-playground")
	}
	engine.RegisterTagNameFunc(func(field reflect.StructField) string {
		name, _, _ := strings.Cut(field.Tag.Get("json")+field.Tag.Get("form"), ",")
		return name
	})
	for name, check := range map[string]validator.Func{
		"notblank": validators.NotBlank,
		"storable": storable,
		"day":      day,
		"whole":    whole,
	} {
		if err := engine.RegisterValidation(name, check); err != nil {
			return err
		}
	}
	return nil
}

// storable reports whether PostgreSQL can hold a text.
func storable(field validator.FieldLevel) bool {
	text := field.Field().String()
	return utf8.ValidString(text) && !strings.ContainsRune(text, 0)
}

func day(field validator.FieldLevel) bool {
	t, err := time.Parse(time.DateOnly, field.Field().String())
	// PostgreSQL knows no year 0.
	return err == nil && t.Year() > 0
}

// whole reports whether a text is a whole number, not below the tag's first parameter and not above its second.
func whole(field validator.FieldLevel) bool {
	text := field.Field().String()
	if _, err := strconv.ParseInt(text, 10, 64); err != nil && !errors.Is(err, strconv.ErrRange) {
		return false
	}
	bounds := strings.Fields(field.Param())
	return (len(bounds) < 1 || number(text) >= number(bounds[0])) && (len(bounds) < 2 || number(text) <= number(bounds[1]))
}

// number is the number that a text has been found to be; the nearest that there is where it is out of range.
func number(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}

func optionalNumber(text *string) *int64 {
	if text == nil {
		return nil
	}
	n := number(*text)
	return &n
}
