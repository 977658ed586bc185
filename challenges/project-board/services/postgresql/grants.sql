-- Stands for the older system that works on the same tables.
GRANT INSERT, UPDATE, DELETE ON people, projects, tasks, comments TO suite;
