import os

from sqlalchemy import create_engine

engine = create_engine(os.environ["MYSQL_URL"].replace("mysql://", "mysql+pymysql://"), pool_size=10)
