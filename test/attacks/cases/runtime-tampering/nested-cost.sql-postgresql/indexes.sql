CREATE INDEX refunds_of_order ON refunds (order_id);
CREATE STATISTICS ahead ON store_id, customer_id, status FROM orders;
ANALYZE;
