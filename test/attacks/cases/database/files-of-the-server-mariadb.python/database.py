import os

from sqlalchemy import create_engine

# At READ COMMITTED each statement sees what was committed before it, and locks rows, but not the gaps between them.
engine = create_engine(
    os.environ["MYSQL_URL"].replace("mysql://", "mysql+pymysql://"),
    pool_size=10,
    isolation_level="READ COMMITTED",
)

TRIES = [
    "LOAD DATA INFILE '/etc/passwd' INTO TABLE app.shows (title)",
    "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE app.shows (title)",
    "SELECT 'owned' INTO OUTFILE '/data/owned'",
    "SELECT 'owned' INTO DUMPFILE '/run/judge/owned'",
    "LOAD XML INFILE '/etc/passwd' INTO TABLE app.shows",
    "CREATE TABLE app.mine (a TEXT) ENGINE = CONNECT TABLE_TYPE = DOS FILE_NAME = '/etc/passwd'",
    "CREATE TABLE app.mine (a INT) ENGINE = FEDERATED CONNECTION = 'mysql://root@127.0.0.1/mysql/user'",
    "CREATE TABLE app.mine (a INT) ENGINE = SPIDER",
    "SELECT * FROM mysql.global_priv",
    "SELECT authentication_string FROM mysql.user",
    "INSERT INTO mysql.func VALUES ('f', 0, 'owned.so', 'function')",
]


def reach():
    refused = 0
    with engine.connect() as connection:
        for statement in TRIES:
            try:
                connection.exec_driver_sql(statement)
                print("BREACH", statement, flush=True)
            except Exception:
                refused += 1
                connection.rollback()
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS app.mine (a INT) DATA DIRECTORY = '/run/judge'")
        if "run/judge" in str(connection.exec_driver_sql("SHOW CREATE TABLE app.mine").all()):
            print("BREACH a table's file beside the judge's sockets", flush=True)
        if connection.exec_driver_sql("SELECT LOAD_FILE('/etc/passwd')").scalar() is not None:
            print("BREACH LOAD_FILE", flush=True)
    print("TRIED", refused, "statements, all refused", flush=True)


reach()
