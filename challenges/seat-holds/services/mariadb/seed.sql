INSERT INTO shows (id, title, hold_seconds) VALUES (1, 'The Tempest', 300);
INSERT INTO seats (show_id, label, price_cents) VALUES
  (1, 'A1', 4500), (1, 'A2', 4500), (1, 'A3', 4500),
  (1, 'B1', 3200), (1, 'B2', 3200), (1, 'B3', 3200);
