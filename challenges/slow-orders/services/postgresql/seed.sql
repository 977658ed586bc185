-- Three years of 60 stores. Every value is a function of its row's number, so that each load gives
-- the same data: a number times one of these factors, modulo the prime 2^31 - 1, is scattered well (G. S. Fishman and
-- L. R. Moore, 1986).
INSERT INTO stores
SELECT n, 'Store ' || n FROM generate_series(1, 60) AS n;

INSERT INTO customers
SELECT n,
       'Customer ' || n,
       'customer' || n || '@example.com',
       CASE WHEN n % 7 = 0 THEN NULL ELSE 'City ' || n * 950706376::bigint % 2147483647 % 400 END,
       timestamptz '2021-01-01 00:00:00+00' + n * 742938285::bigint % 2147483647 % 63072000 * interval '1 second'
FROM generate_series(1, 30000) AS n;

INSERT INTO orders
SELECT n,
       n * 742938285::bigint % 2147483647 % 60 + 1,
       n * 950706376::bigint % 2147483647 % 30000 + 1,
       CASE WHEN n * 1226874159::bigint % 2147483647 % 100 < 86 THEN 'completed'
            WHEN n * 1226874159::bigint % 2147483647 % 100 < 94 THEN 'cancelled'
            ELSE 'pending' END,
       timestamptz '2023-01-01 00:00:00+00' + (n * 430 + n * 62089911::bigint % 2147483647 % 86400) * interval '1 second',
       CASE WHEN n * 1343714438::bigint % 2147483647 % 10 < 3
            THEN (n * 630360016::bigint % 2147483647 % 900 + 100) / 100.0 END,
       n % 240 || ' Example Street, City ' || n * 950706376::bigint % 2147483647 % 400 || ', QLD ' || 4000 + n % 900
FROM generate_series(1, 220000) AS n;

INSERT INTO order_items
SELECT n,
       line,
       'SKU-' || (n * 3 + line) * 1226874159::bigint % 2147483647 % 5000,
       (n * 5 + line) * 742938285::bigint % 2147483647 % 4 + 1,
       ((n * 7 + line) * 950706376::bigint % 2147483647 % 9900 + 1100) / 100.0
FROM generate_series(1, 220000) AS n
CROSS JOIN LATERAL generate_series(1, n * 62089911::bigint % 2147483647 % 5 + 1) AS line;

INSERT INTO refunds
SELECT row_number() OVER (ORDER BY n, part),
       n,
       (n * part * 630360016::bigint % 2147483647 % 8000 + 100) / 100.0,
       timestamptz '2023-01-08 00:00:00+00' + n * 430 * interval '1 second'
FROM generate_series(1, 220000) AS n
CROSS JOIN LATERAL generate_series(1, n % 3 + 1) AS part
WHERE n * 1343714438::bigint % 2147483647 % 16 = 5;
