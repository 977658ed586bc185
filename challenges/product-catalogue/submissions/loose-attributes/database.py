import os

from pymongo import MongoClient

client = MongoClient(os.environ["MONGODB_URL"])
products = client.get_default_database()["products"]
