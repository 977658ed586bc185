package api

import (
	"encoding/json"
	"errors"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/binding"
	"github.com/go-playground/validator/v10"

	"bookshelf/internal/catalogue"
)

// bindBody reads a JSON object into a struct, checks it, and gives the fields that were sent.
func bindBody(c *gin.Context, into any) (map[string]json.RawMessage, error) {
	body, err := c.GetRawData()
	if err != nil {
		return nil, err
	}
	var given map[string]json.RawMessage
	if err := json.Unmarshal(body, &given); err != nil || given == nil {
		return nil, malformedJSON()
	}
	var wrongType *json.UnmarshalTypeError
	err = binding.JSON.BindBody(body, into)
	if errors.As(err, &wrongType) {
		return nil, invalid(map[string]string{wrongType.Field: "has the wrong type"})
	}
	if faults := faultsOf(err); faults != nil {
		return nil, invalid(faults)
	}
	return given, err
}

// refuseNull names the fields that were sent as null: in a struct they look like those that were not sent.
func refuseNull(given map[string]json.RawMessage, names ...string) error {
	faults := map[string]string{}
	for _, name := range names {
		if string(given[name]) == "null" {
			faults[name] = "must not be null"
		}
	}
	if len(faults) > 0 {
		return invalid(faults)
	}
	return nil
}

func bindQuery(c *gin.Context, into any) error {
	err := c.ShouldBindQuery(into)
	if faults := faultsOf(err); faults != nil {
		return invalidQuery(faults)
	}
	return err
}

// faultsOf names the fields that did not pass; nil when it is another error, or none.
func faultsOf(err error) map[string]string {
	var failed validator.ValidationErrors
	if !errors.As(err, &failed) {
		return nil
	}
	faults := map[string]string{}
	for _, field := range failed {
		faults[field.Field()] = "is not valid: " + field.Tag() + " " + field.Param()
	}
	return faults
}

// pathID reads the id in the path. One that can not be belongs to nothing.
func pathID(c *gin.Context) (int32, error) {
	id, err := strconv.ParseUint(c.Param("id"), 10, 31)
	if err != nil {
		return 0, catalogue.ErrNotFound
	}
	return int32(id), nil
}
