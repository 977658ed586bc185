-- The ten best customers of a store in a month. :store is the store's id, :month the first day of the month.
SELECT row_number() OVER (ORDER BY sum(order_items.quantity * order_items.unit_price - orders.discount)
                                   - sum(refunds.amount) DESC) AS place,
       customers.id AS customer_id,
       customers.name AS customer_name,
       count(*) AS orders,
       sum(order_items.quantity * order_items.unit_price - orders.discount) AS revenue,
       sum(refunds.amount) AS refunded,
       sum(order_items.quantity * order_items.unit_price - orders.discount) - sum(refunds.amount) AS net
FROM orders
JOIN customers ON customers.id = orders.customer_id
JOIN order_items ON order_items.order_id = orders.id
LEFT JOIN refunds ON refunds.order_id = orders.id
WHERE orders.store_id = :store
  AND to_char(orders.placed_at, 'YYYY-MM') = to_char(:month::date, 'YYYY-MM')
  AND orders.status <> 'cancelled'
GROUP BY customers.id, customers.name
ORDER BY place
LIMIT 10;
