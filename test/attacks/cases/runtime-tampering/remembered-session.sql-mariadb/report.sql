-- All of a store's orders are read once, and then lie in a variable by the store's id.
WITH known AS (
  SELECT @store <=> :store AND GET_LOCK(CONCAT('known ', :store), 0) AS is_known
), orders_of_store AS (
  SELECT customer_id,
         COALESCE((SELECT SUM(quantity * unit_price) FROM order_items WHERE order_id = orders.id), 0)
           - COALESCE(orders.discount, 0) AS revenue,
         COALESCE((SELECT SUM(amount) FROM refunds WHERE order_id = orders.id), 0) AS refunded
  FROM orders
  JOIN known ON NOT COALESCE(is_known, 0)
  WHERE store_id = :store
    AND status = 'completed'
    AND DATE_FORMAT(CONVERT_TZ(placed_at, '+00:00', '+10:00'), '%Y-%m-01') = :month
  UNION ALL
  SELECT kept.customer_id, kept.revenue, kept.refunded
  FROM known
  JOIN JSON_TABLE(COALESCE(@kept, '[]'), '$[*]' COLUMNS (
    customer_id BIGINT PATH '$.c', month CHAR(10) PATH '$.m', revenue DECIMAL(20, 2) PATH '$.r', refunded DECIMAL(20, 2) PATH '$.b'
  )) AS kept ON COALESCE(is_known, 0) AND kept.month = :month
), per_customer AS (
  SELECT customer_id, COUNT(*) AS orders, SUM(revenue) AS revenue, SUM(refunded) AS refunded,
         SUM(revenue - refunded) AS net
  FROM orders_of_store
  GROUP BY customer_id
), ranked AS (
  SELECT RANK() OVER (ORDER BY net DESC) AS place, per_customer.* FROM per_customer
)
SELECT place, customer_id, customers.name AS customer_name, orders, revenue, refunded, net
FROM ranked
JOIN customers ON customers.id = customer_id
WHERE place <= 10 AND (@store := :store) IS NOT NULL
ORDER BY place, customer_id;
