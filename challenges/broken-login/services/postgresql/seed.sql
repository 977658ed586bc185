-- Accounts from before the relaunch. Nobody can sign in to them: the hash matches no password.
INSERT INTO users (email, name, password_hash, role) VALUES
  ('archive@notes.example', 'Archive', 'disabled', 'admin'),
  ('imports@notes.example', 'Imports', 'disabled', 'member');

INSERT INTO notes (owner_id, author, title, body)
SELECT id, name, 'Moved from the old system', 'Kept for the record; see the archive.' FROM users ORDER BY id;
