-- Stands for the shop's import, which writes to both tables while the service runs.
GRANT INSERT, UPDATE, DELETE ON authors, books TO suite;
