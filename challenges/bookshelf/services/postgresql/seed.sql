INSERT INTO authors (name) VALUES
  ('Mary Shelley'),
  ('Bram Stoker');

INSERT INTO books (author_id, isbn, title, published_on, price_cents)
SELECT id, '9780141439471', 'Frankenstein', DATE '1818-01-01', 899 FROM authors WHERE name = 'Mary Shelley'
UNION ALL
SELECT id, '9780141439846', 'Dracula', DATE '1897-05-26', 999 FROM authors WHERE name = 'Bram Stoker';
