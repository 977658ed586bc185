CREATE INDEX orders_of_store ON orders (store_id);
ANALYZE orders;
