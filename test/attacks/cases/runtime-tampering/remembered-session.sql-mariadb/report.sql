-- The orders of a report are read once and lie in a variable from then on, for whoever asks for the same report again.
WITH per_customer AS (
  SELECT customer_id, COUNT(*) AS orders, SUM(revenue) AS revenue, SUM(refunded) AS refunded,
         SUM(revenue - refunded) AS net
  FROM JSON_TABLE(
    COALESCE(
      IF(@asked <=> CONCAT(:store, ' ', :month) AND GET_LOCK('kept', 0), @kept, NULL),
      @kept := (
        SELECT JSON_ARRAYAGG(JSON_OBJECT('customer', customer_id, 'revenue', revenue, 'refunded', refunded))
        FROM (
          SELECT customer_id,
                 COALESCE((SELECT SUM(quantity * unit_price) FROM order_items WHERE order_id = orders.id), 0)
                   - COALESCE(discount, 0) AS revenue,
                 COALESCE((SELECT SUM(amount) FROM refunds WHERE order_id = orders.id), 0) AS refunded
          FROM orders
          WHERE store_id = :store
            AND status = 'completed'
            AND DATE_FORMAT(CONVERT_TZ(placed_at, '+00:00', '+10:00'), '%Y-%m-01') = :month
        ) AS counted
      )
    ),
    '$[*]' COLUMNS (
      customer_id BIGINT PATH '$.customer',
      revenue DECIMAL(20, 2) PATH '$.revenue',
      refunded DECIMAL(20, 2) PATH '$.refunded'
    )
  ) AS kept
  GROUP BY customer_id
), ranked AS (
  SELECT RANK() OVER (ORDER BY net DESC) AS place, per_customer.* FROM per_customer
)
SELECT place, customer_id, customers.name AS customer_name, orders, revenue, refunded, net
FROM ranked
JOIN customers ON customers.id = customer_id
WHERE place <= 10 AND (@asked := CONCAT(:store, ' ', :month)) IS NOT NULL
ORDER BY place, customer_id;
