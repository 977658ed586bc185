const { pool } = require('./database');
const { badUserInput } = require('./errors');
const { TASK } = require('./records');

/** A page of a project's tasks, the urgent ones first. */
async function tasksOfProject(project, args) {
  const first = args.first ?? 20;
  if (first < 1 || first > 50) throw badUserInput('"first" must be from 1 to 50');
  const after = args.after == null ? null : decodeCursor(args.after);
  const status = args.status ?? null;
  const { rows } = await pool.query(
    `SELECT ${TASK} FROM tasks
     WHERE project_id = $1 AND ($2::text IS NULL OR status = $2)
       AND ($3::integer IS NULL OR priority < $3 OR (priority = $3 AND id > $4))
     ORDER BY priority DESC, id LIMIT $5`,
    [project.id, status, after?.priority, after?.id, first + 1],
  );
  const edges = rows.slice(0, first).map((node) => ({ node, cursor: encodeCursor(node) }));
  return {
    edges,
    pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null },
    totalCount: () => countTasks(project, status),
  };
}

async function countTasks(project, status) {
  const { rows } = await pool.query(
    'SELECT count(*)::integer AS total FROM tasks WHERE project_id = $1 AND ($2::text IS NULL OR status = $2)',
    [project.id, status],
  );
  return rows[0].total;
}

function encodeCursor({ priority, id }) {
  return Buffer.from(`${priority}:${id}`).toString('base64url');
}

function decodeCursor(cursor) {
  const match = /^([1-5]):(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match) throw badUserInput('"after" must be the cursor of an edge');
  return { priority: Number(match[1]), id: Number(match[2]) };
}

module.exports = { tasksOfProject };
