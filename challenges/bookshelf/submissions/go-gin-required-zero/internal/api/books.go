package api

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"

	"bookshelf/internal/catalogue"
)

type books struct {
	catalogue *catalogue.Catalogue
}

type newBook struct {
	AuthorID    int64   `json:"authorId" binding:"required,min=1,max=2147483647"`
	ISBN        string  `json:"isbn" binding:"required,len=13,number,isbn13"`
	Title       string  `json:"title" binding:"required,notblank,storable,max=200"`
	PublishedOn *string `json:"publishedOn" binding:"omitnil,day"`
	PriceCents  int64   `json:"priceCents" binding:"required,min=0,max=1000000"`
}

type bookChange struct {
	Version     *int64  `json:"version" binding:"required"`
	AuthorID    *int64  `json:"authorId" binding:"omitnil,min=1,max=2147483647"`
	ISBN        *string `json:"isbn" binding:"omitnil,len=13,number,isbn13"`
	Title       *string `json:"title" binding:"omitnil,notblank,storable,max=200"`
	PublishedOn *string `json:"publishedOn" binding:"omitnil,day"`
	PriceCents  *int64  `json:"priceCents" binding:"omitnil,min=0,max=1000000"`
}

// bookQuery takes numbers as text: Gin's own conversion stops at the first one that is none, without a name.
type bookQuery struct {
	Limit         string  `form:"limit,default=20" binding:"whole=1 100"`
	Offset        string  `form:"offset,default=0" binding:"whole=0 1000000"`
	Sort          string  `form:"sort,default=id" binding:"oneof=id -id title -title price -price"`
	AuthorID      *string `form:"authorId" binding:"omitnil,whole"`
	MaxPriceCents *string `form:"maxPriceCents" binding:"omitnil,whole=0"`
	Text          *string `form:"q" binding:"omitnil,storable"`
}

func (b *books) list(c *gin.Context) {
	var query bookQuery
	if err := bindQuery(c, &query); err != nil {
		fail(c, err)
		return
	}
	limit, offset := number(query.Limit), number(query.Offset)
	items, total, err := b.catalogue.Books(c.Request.Context(), catalogue.Query{
		Limit:         limit,
		Offset:        offset,
		Order:         catalogue.Orders[query.Sort],
		AuthorID:      optionalNumber(query.AuthorID),
		MaxPriceCents: optionalNumber(query.MaxPriceCents),
		Text:          query.Text,
	})
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, gin.H{"items": items, "total": total, "limit": limit, "offset": offset})
}

func (b *books) create(c *gin.Context) {
	var input newBook
	if _, err := bindBody(c, &input); err != nil {
		fail(c, err)
		return
	}
	book, err := b.catalogue.CreateBook(c.Request.Context(), catalogue.NewBook{
		AuthorID:    input.AuthorID,
		ISBN:        input.ISBN,
		Title:       input.Title,
		PublishedOn: input.PublishedOn,
		PriceCents:  input.PriceCents,
	})
	if err != nil {
		fail(c, err)
		return
	}
	c.Header("Location", fmt.Sprintf("/books/%d", book.ID))
	c.JSON(http.StatusCreated, book)
}

func (b *books) show(c *gin.Context) {
	id, err := pathID(c)
	if err != nil {
		fail(c, err)
		return
	}
	book, err := b.catalogue.Book(c.Request.Context(), id)
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, book)
}

func (b *books) change(c *gin.Context) {
	id, err := pathID(c)
	if err != nil {
		fail(c, err)
		return
	}
	var input bookChange
	given, err := bindBody(c, &input)
	if err == nil {
		err = refuseNull(given, "authorId", "isbn", "title", "priceCents")
	}
	if err != nil {
		fail(c, err)
		return
	}
	_, setPublishedOn := given["publishedOn"]
	book, err := b.catalogue.ChangeBook(c.Request.Context(), id, catalogue.BookChange{
		Version:        *input.Version,
		AuthorID:       input.AuthorID,
		ISBN:           input.ISBN,
		Title:          input.Title,
		PriceCents:     input.PriceCents,
		PublishedOn:    input.PublishedOn,
		SetPublishedOn: setPublishedOn,
	})
	if err != nil {
		fail(c, err)
		return
	}
	c.JSON(http.StatusOK, book)
}

func (b *books) remove(c *gin.Context) {
	id, err := pathID(c)
	if err != nil {
		fail(c, err)
		return
	}
	if err := b.catalogue.DeleteBook(c.Request.Context(), id); err != nil {
		fail(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}
