-- Stands for the tills, which write to these tables all day.
GRANT INSERT ON stores, customers, orders, order_items, refunds TO suite;
GRANT UPDATE (status, discount) ON orders TO suite;
