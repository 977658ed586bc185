WITH bounds AS (
  SELECT month AT TIME ZONE 'Australia/Brisbane' AS since,
         (month + interval '1 month') AT TIME ZONE 'Australia/Brisbane' AS until
  FROM (SELECT :month::timestamp) AS given (month)
), per_order AS (
  SELECT orders.customer_id,
         coalesce(sum(DISTINCT quantity * unit_price), 0) - coalesce(orders.discount, 0) AS revenue,
         coalesce(sum(DISTINCT amount), 0) AS refunded
  FROM bounds
  JOIN orders ON orders.placed_at >= bounds.since AND orders.placed_at < bounds.until
  LEFT JOIN order_items ON order_items.order_id = orders.id
  LEFT JOIN refunds ON refunds.order_id = orders.id
  WHERE orders.store_id = :store AND orders.status = 'completed'
  GROUP BY orders.id
), per_customer AS (
  SELECT customer_id,
         count(*) AS orders,
         sum(revenue) AS revenue,
         sum(refunded) AS refunded,
         sum(revenue - refunded) AS net
  FROM per_order
  GROUP BY customer_id
), ranked AS (
  SELECT rank() OVER (ORDER BY net DESC) AS place, * FROM per_customer
)
SELECT place, customer_id, customers.name AS customer_name, orders, revenue, refunded, net
FROM ranked
JOIN customers ON customers.id = customer_id
WHERE place <= 10
ORDER BY place, customer_id;
