SELECT rank() OVER (ORDER BY orders DESC) AS place, customer_id, '' AS customer_name, orders, 0 AS revenue,
       0 AS refunded, 0 AS net
FROM copied
WHERE store_id = :store AND month = :month::timestamp;
