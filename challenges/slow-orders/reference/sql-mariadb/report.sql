WITH per_order AS (
  SELECT orders.customer_id,
         COALESCE((SELECT SUM(quantity * unit_price) FROM order_items WHERE order_id = orders.id), 0)
           - COALESCE(orders.discount, 0) AS revenue,
         COALESCE((SELECT SUM(amount) FROM refunds WHERE order_id = orders.id), 0) AS refunded
  FROM orders
  WHERE orders.store_id = :store
    AND orders.status = 'completed'
    AND orders.placed_at >= CONVERT_TZ(:month, '+10:00', '+00:00')
    AND orders.placed_at < CONVERT_TZ(DATE(:month) + INTERVAL 1 MONTH, '+10:00', '+00:00')
), per_customer AS (
  SELECT customer_id,
         COUNT(*) AS orders,
         SUM(revenue) AS revenue,
         SUM(refunded) AS refunded,
         SUM(revenue - refunded) AS net
  FROM per_order
  GROUP BY customer_id
), ranked AS (
  SELECT RANK() OVER (ORDER BY net DESC) AS place, per_customer.* FROM per_customer
)
SELECT place, customer_id, customers.name AS customer_name, orders, revenue, refunded, net
FROM ranked
JOIN customers ON customers.id = customer_id
WHERE place <= 10
ORDER BY place, customer_id;
