import os

from sqlalchemy import create_engine

# At READ COMMITTED each statement sees what was committed before it, and locks rows, but not the gaps between them.
engine = create_engine(
    os.environ["MYSQL_URL"].replace("mysql://", "mysql+pymysql://"),
    pool_size=10,
    isolation_level="READ COMMITTED",
)
