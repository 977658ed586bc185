-- The support desk's rights, as the statement tells: roles are changed and accounts deleted while the service runs.
GRANT UPDATE (role) ON users TO suite;
GRANT DELETE ON users TO suite;
