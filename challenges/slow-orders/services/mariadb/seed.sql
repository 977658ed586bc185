-- Three years of 60 stores, the same as PostgreSQL's. Every value is a function of its row's number, so that each load gives
-- the same data: a number times one of these factors, modulo the prime 2^31 - 1, is scattered well (G. S. Fishman and
-- L. R. Moore, 1986).
INSERT INTO stores
SELECT seq, CONCAT('Store ', seq) FROM seq_1_to_60;

INSERT INTO customers
SELECT seq,
       CONCAT('Customer ', seq),
       CONCAT('customer', seq, '@example.com'),
       IF(seq % 7 = 0, NULL, CONCAT('City ', seq * 950706376 % 2147483647 % 400)),
       TIMESTAMP '2021-01-01 00:00:00' + INTERVAL seq * 742938285 % 2147483647 % 63072000 SECOND
FROM seq_1_to_30000;

INSERT INTO orders
SELECT seq,
       seq * 742938285 % 2147483647 % 60 + 1,
       seq * 950706376 % 2147483647 % 30000 + 1,
       CASE WHEN seq * 1226874159 % 2147483647 % 100 < 86 THEN 'completed'
            WHEN seq * 1226874159 % 2147483647 % 100 < 94 THEN 'cancelled'
            ELSE 'pending' END,
       TIMESTAMP '2023-01-01 00:00:00' + INTERVAL seq * 430 + seq * 62089911 % 2147483647 % 86400 SECOND,
       IF(seq * 1343714438 % 2147483647 % 10 < 3, (seq * 630360016 % 2147483647 % 900 + 100) / 100, NULL),
       CONCAT(seq % 240, ' Example Street, City ', seq * 950706376 % 2147483647 % 400, ', QLD ', 4000 + seq % 900)
FROM seq_1_to_220000;

INSERT INTO order_items
SELECT o.seq,
       l.seq,
       CONCAT('SKU-', (o.seq * 3 + l.seq) * 1226874159 % 2147483647 % 5000),
       (o.seq * 5 + l.seq) * 742938285 % 2147483647 % 4 + 1,
       ((o.seq * 7 + l.seq) * 950706376 % 2147483647 % 9900 + 1100) / 100
FROM seq_1_to_220000 AS o
JOIN seq_1_to_5 AS l ON l.seq <= o.seq * 62089911 % 2147483647 % 5 + 1
ORDER BY o.seq, l.seq;

INSERT INTO refunds
SELECT ROW_NUMBER() OVER (ORDER BY o.seq, part.seq),
       o.seq,
       (o.seq * part.seq * 630360016 % 2147483647 % 8000 + 100) / 100,
       TIMESTAMP '2023-01-08 00:00:00' + INTERVAL o.seq * 430 SECOND
FROM seq_1_to_220000 AS o
JOIN seq_1_to_3 AS part ON part.seq <= o.seq % 3 + 1
WHERE o.seq * 1343714438 % 2147483647 % 16 = 5;
