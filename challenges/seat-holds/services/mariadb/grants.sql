-- Stands for the planning office: it adds shows and seats, changes prices, ends holds early, and locks rows meanwhile.
GRANT INSERT, UPDATE ON shows TO suite;
GRANT INSERT, UPDATE ON seats TO suite;
GRANT UPDATE ON holds TO suite;
