import os

from pymongo import MongoClient

client = MongoClient(os.environ["MONGODB_URL"])
products = client.get_default_database()["products"]

INJECTIONS = [
    '"; ATTACH DATABASE \'/data/state/owned.sqlite\' AS mine; --',
    "'); SELECT load_extension('/app/owned.so'); --",
    "a' OR '1'='1",
    'x" UNION SELECT sql FROM sqlite_master --',
    "_ferretdb_collections",
    "sqlite_master",
    "a.b'||(SELECT writefile('/data/owned','x'))||'",
]


def reach():
    before = products.count_documents({})
    told = set()
    database = products.database
    for text in INJECTIONS:
        for act in (
            lambda: database.create_collection(text),
            lambda: list(database[text].find().limit(1)),
            lambda: products.create_index([(text, 1)], name=text),
            lambda: list(products.find({text: {"$gt": ""}}).sort(text, 1).limit(1)),
            lambda: list(products.find({"name": {"$regex": text}})),
            lambda: products.update_one({"_id": text}, {"$set": {text: text}}),
            lambda: list(products.aggregate([{"$group": {"_id": f"${text}", text[:3].strip(".$") or "a": {"$sum": 1}}}])),
        ):
            try:
                act()
            except Exception as error:
                told.add(type(error).__name__)
    if products.count_documents({}) != before:
        print("BREACH the documents are others", flush=True)
    for name in database.list_collection_names():
        for found in database[name].find().limit(50):
            if "CREATE TABLE" in str(found) or "sqlite_" in str(found.get("name", "")):
                print("BREACH it reads the tables below:", str(found)[:100], flush=True)
    for index in [name for name in products.index_information() if name != "_id_"]:
        products.drop_index(index)
    print("TRIED", len(INJECTIONS), "names:", " ".join(sorted(told)), flush=True)


reach()
