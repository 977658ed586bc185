CREATE MATERIALIZED VIEW copied AS
SELECT store_id, date_trunc('month', placed_at AT TIME ZONE 'Australia/Brisbane') AS month, customer_id,
       count(*) AS orders
FROM orders
WHERE status = 'completed'
GROUP BY store_id, month, customer_id;
CREATE INDEX copied_of_store ON copied (store_id, month);
