-- The ten best customers of a store in a month. :store is the store's id, :month the first day of the month.
SELECT ROW_NUMBER() OVER (ORDER BY SUM(order_items.quantity * order_items.unit_price - orders.discount)
                                   - SUM(refunds.amount) DESC) AS place,
       customers.id AS customer_id,
       customers.name AS customer_name,
       COUNT(*) AS orders,
       SUM(order_items.quantity * order_items.unit_price - orders.discount) AS revenue,
       SUM(refunds.amount) AS refunded,
       SUM(order_items.quantity * order_items.unit_price - orders.discount) - SUM(refunds.amount) AS net
FROM orders
JOIN customers ON customers.id = orders.customer_id
JOIN order_items ON order_items.order_id = orders.id
LEFT JOIN refunds ON refunds.order_id = orders.id
WHERE orders.store_id = :store
  AND DATE_FORMAT(orders.placed_at, '%Y-%m') = DATE_FORMAT(:month, '%Y-%m')
  AND orders.status <> 'cancelled'
GROUP BY customers.id, customers.name
ORDER BY place
LIMIT 10;
