INSERT INTO people (name, email) VALUES
  ('Example Lead', 'lead@board.example'),
  ('Example Member', 'member@board.example');

INSERT INTO projects (name, lead_id, budget_cents, wip_limit)
SELECT 'Example project', id, 1250000, 3 FROM people WHERE name = 'Example Lead';

INSERT INTO tasks (project_id, title, priority, points, assignee_id)
SELECT projects.id, 'Write the first query', 4, 3, people.id
FROM projects, people WHERE people.name = 'Example Member';
