// Package provided names the modules that a solution may import with nothing to install. Every package of the modules
// named here is compiled while the image is built; go.mod and go.sum pin them.
package provided

import (
	_ "github.com/gin-gonic/gin"
	_ "github.com/go-chi/chi/v5"
	_ "github.com/go-playground/validator/v10"
	_ "github.com/go-sql-driver/mysql"
	_ "github.com/golang-jwt/jwt/v5"
	_ "github.com/google/uuid"
	_ "github.com/graph-gophers/dataloader/v7"
	_ "github.com/graph-gophers/graphql-go"
	_ "github.com/graphql-go/graphql"
	_ "github.com/jackc/pgx/v5"
	_ "github.com/redis/go-redis/v9"
	_ "go.mongodb.org/mongo-driver/v2/mongo"
	_ "golang.org/x/crypto/bcrypt"
	_ "golang.org/x/sync/errgroup"
	_ "golang.org/x/time/rate"
)
