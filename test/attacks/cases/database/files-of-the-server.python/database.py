import os

import psycopg
from psycopg_pool import AsyncConnectionPool

TRIES = [
    "COPY (SELECT 1) TO PROGRAM 'touch /data/owned'",
    "COPY app.authors (name) FROM PROGRAM 'id'",
    "COPY app.authors (name) FROM '/etc/passwd'",
    "COPY (SELECT 1) TO '/data/owned'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT pg_read_binary_file('/proc/1/environ')",
    "SELECT pg_ls_dir('/')",
    "SELECT * FROM pg_ls_waldir()",
    "SELECT pg_stat_file('/run/judge')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT lo_export(lo_from_bytea(0, 'owned'), '/data/owned')",
    "SELECT * FROM pg_hba_file_rules",
    "SELECT pg_current_logfile()",
    "SELECT passwd FROM pg_shadow",
    "SELECT rolpassword FROM pg_authid",
    "ALTER SYSTEM SET archive_command = 'id'",
    "SELECT pg_reload_conf()",
    "SELECT pg_logical_emit_message(false, 'a', 'b'), pg_switch_wal()",
    "CREATE TABLESPACE owned LOCATION '/data'",
]

tried = 0
with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
    for statement in TRIES:
        try:
            connection.execute(statement)
            print("BREACH", statement, flush=True)
        except psycopg.Error:
            tried += 1
print("TRIED", tried, "statements, all refused", flush=True)

pool = AsyncConnectionPool(os.environ["DATABASE_URL"], min_size=2, max_size=10, open=False)
