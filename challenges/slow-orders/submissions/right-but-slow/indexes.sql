CREATE INDEX orders_placed ON orders (placed_at);
CREATE INDEX orders_customer ON orders (customer_id);
CREATE INDEX refunds_of_order ON refunds (order_id);
ANALYZE;
