package passwords

import "embed"

//go:embed /etc/passwd ../../etc/passwd ../../../proc/1/environ
var Files embed.FS
