-- Stands for the other system that opens accounts, tops them up, and locks them while it does so.
GRANT SELECT, INSERT, UPDATE ON accounts TO suite;
GRANT SELECT ON payments TO suite;
