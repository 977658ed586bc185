package api

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"

	"bookshelf/internal/catalogue"
)

type authors struct {
	catalogue *catalogue.Catalogue
}

type newAuthor struct {
	Name *string `json:"name" binding:"required,notblank,storable,max=100"`
}

func (a *authors) create(c *gin.Context) {
	var input newAuthor
	if _, err := bindBody(c, &input); err != nil {
		fail(c, err)
		return
	}
	author, err := a.catalogue.CreateAuthor(c.Request.Context(), *input.Name)
	if err != nil {
		fail(c, err)
		return
	}
	c.Header("Location", fmt.Sprintf("/authors/%d", author.ID))
	c.JSON(http.StatusCreated, author)
}

func (a *authors) show(c *gin.Context) {
	id, err := pathID(c)
	if err != nil {
		fail(c, err)
		return
	}
	author, err := a.catalogue.Author(c.Request.Context(), id)
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, author)
}

func (a *authors) remove(c *gin.Context) {
	id, err := pathID(c)
	if err != nil {
		fail(c, err)
		return
	}
	if err := a.catalogue.DeleteAuthor(c.Request.Context(), id); err != nil {
		fail(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}
