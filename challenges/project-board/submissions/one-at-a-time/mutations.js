const { pool } = require('./database');
const { inTurn } = require('./in-turn');
const { parseId, TASK } = require('./records');

const NEXT = { TODO: ['DOING'], DOING: ['TODO', 'DONE'], DONE: [] };

async function createTask(input, loaders) {
  const { title, points = null, assigneeId } = input;
  const priority = input.priority ?? 3;
  const [project, assignee] = await Promise.all([
    find(loaders.project, input.projectId),
    assigneeId == null ? null : find(loaders.person, assigneeId),
  ]);

  const errors = [];
  const check = (field, sound, message) => {
    if (!sound) errors.push({ field, message });
  };
  check('projectId', project !== null, 'There is no such project');
  check('title', title.trim() !== '' && title.length <= 120, 'Must have 1 to 120 characters');
  check('priority', priority >= 1 && priority <= 5, 'Must be from 1 to 5');
  check('points', points === null || (points >= 1 && points <= 100), 'Must be from 1 to 100');
  check('assigneeId', assigneeId == null || assignee !== null, 'There is no such person');
  if (project === null || errors.length > 0) return { task: null, errors };

  const { rows } = await pool.query(
    `INSERT INTO tasks (project_id, title, priority, points, assignee_id)
     VALUES ($1, $2, $3, $4, $5) RETURNING ${TASK}`,
    [project.id, title, priority, points, assignee?.id],
  );
  return { task: rows[0] ?? null, errors };
}

/** Looks, and then moves. Nothing but this process's own queue keeps the two together; the older system is not in it. */
function moveTask({ taskId, status }) {
  return inTurn(async () => {
    const project = await pool.query(
      `SELECT id, wip_limit FROM projects
       WHERE id = (SELECT project_id FROM tasks WHERE id = $1)`,
      [parseId(taskId)],
    );
    const task = await pool.query(`SELECT ${TASK} FROM tasks WHERE id = $1`, [parseId(taskId)]);
    const from = task.rows[0]?.status;
    if (from === undefined) return refused('taskId', 'There is no such task');
    if (!NEXT[from].includes(status)) return refused('status', `A task can not go from ${from} to ${status}`);

    if (status === 'DOING') {
      const { id, wip_limit: limit } = project.rows[0];
      const doing = await pool.query("SELECT 1 FROM tasks WHERE project_id = $1 AND status = 'DOING'", [id]);
      if (doing.rows.length >= limit)
        return refused('status', `The project has room for ${limit} tasks in DOING`);
    }
    const moved = await pool.query(`UPDATE tasks SET status = $2 WHERE id = $1 RETURNING ${TASK}`, [
      parseId(taskId),
      status,
    ]);
    return { task: moved.rows[0] ?? null, errors: [] };
  });
}

function refused(field, message) {
  return { task: null, errors: [{ field, message }] };
}

async function find(loader, text) {
  const id = parseId(text);
  return id === null ? null : loader.load(id);
}

module.exports = { createTask, moveTask };
