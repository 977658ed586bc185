import os

import uvicorn
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from catalogue import change_product, create_product, delete_product, load, product_view
from errors import ApiError, invalid_product, malformed_json, not_found
from queries import Facets, Search, parse
from schemas import NewProduct, ProductChange
from search import count_facets, search_products

app = FastAPI()


@app.get("/health")
def health() -> dict:
    return {"status": "ok"}


@app.get("/products")
def get_products(request: Request) -> dict:
    return search_products(*parse(Search, request.query_params.multi_items()))


@app.get("/facets")
def get_facets(request: Request) -> dict:
    return count_facets(*parse(Facets, request.query_params.multi_items()))


@app.post("/products", status_code=201)
def post_product(new: NewProduct) -> dict:
    return create_product(new)


@app.get("/products/{sku}")
def get_product(sku: str) -> dict:
    return product_view(load(sku))


@app.patch("/products/{sku}")
def patch_product(sku: str, change: ProductChange) -> dict:
    return change_product(sku, change)


@app.delete("/products/{sku}", status_code=204)
def delete(sku: str) -> None:
    delete_product(sku)


@app.exception_handler(ApiError)
def refused(_request: Request, error: ApiError) -> JSONResponse:
    return JSONResponse({"error": error.error}, error.status)


@app.exception_handler(RequestValidationError)
def invalid_body(request: Request, error: RequestValidationError) -> JSONResponse:
    places = [fault["loc"] for fault in error.errors()]
    unreadable = any(fault["type"] == "json_invalid" for fault in error.errors())
    if unreadable or ("body",) in places:
        return refused(request, malformed_json())
    return refused(request, invalid_product(str(place[1]) for place in places))


@app.exception_handler(HTTPException)
def unknown_path(request: Request, _error: HTTPException) -> JSONResponse:
    return refused(request, not_found("path"))


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=int(os.environ["PORT"]), log_level="warning")
