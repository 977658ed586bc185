INSERT INTO accounts (id, owner, currency, balance) VALUES
  ('3f6d2c1e-8a47-4b90-9d35-0c5e7f1a2b64', 'Example', 'EUR', 100000);
