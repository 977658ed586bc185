module app

go 1.24

toolchain go1.99.0

godebug panicnil=1

replace net/http => /app/vendor/net/http

replace example.com/x => ../../etc

tool example.com/x
