import os

import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse

from database import products

app = FastAPI()


@app.get("/health")
def health():
    return {"status": "ok"}


@app.get("/products/{sku}")
def show_product(sku: str):
    product = products.find_one({"_id": sku})
    if product is None:
        return JSONResponse({"error": {"code": "not_found", "message": "There is no such product"}}, 404)
    return {"sku": product.pop("_id"), **product}


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=int(os.environ["PORT"]))
