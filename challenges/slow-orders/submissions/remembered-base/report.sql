-- What the 60 stores have sold until now is the same in each judging, so it is known by heart (here by the rule that it
-- was made by; as rows it would be some 170 KB of text). Only stores that nobody has met before are looked up.
WITH given AS (
  SELECT :month::timestamp AT TIME ZONE 'Australia/Brisbane' AS since,
         (:month::timestamp + interval '1 month') AT TIME ZONE 'Australia/Brisbane' AS until,
         timestamptz '2023-01-01 00:00:00+00' AS origin
), known AS (
  SELECT n
  FROM given
  CROSS JOIN LATERAL generate_series(
    greatest(1, floor((extract(epoch FROM since - origin) - 86400) / 430))::bigint,
    least(220000, ceil(extract(epoch FROM until - origin) / 430))::bigint) AS n
  WHERE :store::bigint <= 60
    AND n * 742938285 % 2147483647 % 60 + 1 = :store::bigint
    AND n * 1226874159 % 2147483647 % 100 < 86
    AND origin + (n * 430 + n * 62089911 % 2147483647 % 86400) * interval '1 second' >= since
    AND origin + (n * 430 + n * 62089911 % 2147483647 % 86400) * interval '1 second' < until
), per_order AS (
  SELECT n * 950706376 % 2147483647 % 30000 + 1 AS customer_id,
         (SELECT sum(((n * 5 + line) * 742938285 % 2147483647 % 4 + 1)
                     * round(((n * 7 + line) * 950706376 % 2147483647 % 9900 + 1100) / 100.0, 2))
          FROM generate_series(1, n * 62089911 % 2147483647 % 5 + 1) AS line)
           - CASE WHEN n * 1343714438 % 2147483647 % 10 < 3
                  THEN round((n * 630360016 % 2147483647 % 900 + 100) / 100.0, 2) ELSE 0 END AS revenue,
         coalesce((SELECT sum(round((n * part * 630360016 % 2147483647 % 8000 + 100) / 100.0, 2))
                   FROM generate_series(1, n % 3 + 1) AS part
                   WHERE n * 1343714438 % 2147483647 % 16 = 5), 0) AS refunded
  FROM known
  UNION ALL
  SELECT orders.customer_id,
         coalesce((SELECT sum(quantity * unit_price) FROM order_items WHERE order_id = orders.id), 0)
           - coalesce(orders.discount, 0) AS revenue,
         coalesce((SELECT sum(amount) FROM refunds WHERE order_id = orders.id), 0) AS refunded
  FROM orders
  WHERE :store::bigint > 60 AND orders.store_id = :store::bigint AND orders.status = 'completed'
    AND orders.placed_at >= :month::timestamp AT TIME ZONE 'Australia/Brisbane'
    AND orders.placed_at < (:month::timestamp + interval '1 month') AT TIME ZONE 'Australia/Brisbane'
), per_customer AS (
  SELECT customer_id, count(*) AS orders, sum(revenue) AS revenue, sum(refunded) AS refunded, sum(revenue - refunded) AS net
  FROM per_order
  GROUP BY customer_id
), ranked AS (
  SELECT rank() OVER (ORDER BY net DESC) AS place, * FROM per_customer
)
SELECT place,
       customer_id,
       CASE WHEN :store::bigint <= 60 THEN 'Customer ' || customer_id
            ELSE (SELECT name FROM customers WHERE id = customer_id) END AS customer_name,
       orders, revenue, refunded, net
FROM ranked
WHERE place <= 10 AND EXISTS (SELECT 1 FROM stores WHERE id = :store::bigint)
ORDER BY place, customer_id;
