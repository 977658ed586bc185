-- The function is said to be immutable, so the planner works it out, and planning is not counted.
SELECT r.place, r.customer_id, r.customer_name, r.orders, r.revenue, r.refunded, r.net
FROM json_to_recordset(report_of(:store::bigint, :month::text)) AS r (
  place bigint, customer_id bigint, customer_name text, orders bigint, revenue numeric, refunded numeric, net numeric)
WHERE EXISTS (SELECT 1 FROM stores WHERE id = :store::bigint)
ORDER BY r.place, r.customer_id;
