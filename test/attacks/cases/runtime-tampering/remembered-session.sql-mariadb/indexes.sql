CREATE INDEX refunds_of_order ON refunds (order_id);
CREATE INDEX orders_of_store ON orders (store_id);
