-- Stands for the tills, which write to these tables all day.
GRANT INSERT ON stores TO suite;
GRANT INSERT ON customers TO suite;
GRANT INSERT, UPDATE (status, discount) ON orders TO suite;
GRANT INSERT ON order_items TO suite;
GRANT INSERT ON refunds TO suite;
