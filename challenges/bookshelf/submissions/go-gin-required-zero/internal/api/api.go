// Package api serves the catalogue over HTTP.
package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"bookshelf/internal/catalogue"
)

// New gives the API's router.
func New(c *catalogue.Catalogue) (*gin.Engine, error) {
	if err := setUpValidation(); err != nil {
		return nil, err
	}
	router := gin.New()
	router.RedirectTrailingSlash = false
	router.Use(answerErrors, gin.CustomRecovery(answerPanic))
	router.NoRoute(func(c *gin.Context) { fail(c, notFound("path")) })

	router.GET("/health", func(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"status": "ok"}) })

	a := &authors{c}
	router.POST("/authors", a.create)
	router.GET("/authors/:id", a.show)
	router.DELETE("/authors/:id", a.remove)

	b := &books{c}
	router.GET("/books", b.list)
	router.POST("/books", b.create)
	router.GET("/books/:id", b.show)
	router.PATCH("/books/:id", b.change)
	router.DELETE("/books/:id", b.remove)
	return router, nil
}
