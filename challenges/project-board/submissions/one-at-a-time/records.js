const { pool } = require('./database');
const { Loader } = require('./loader');

const PERSON = 'id, name, email';
const PROJECT = 'id, name, lead_id AS "leadId", budget_cents AS "budgetCents", wip_limit AS "wipLimit"';
const TASK = 'id, project_id AS "projectId", title, status, priority, points, assignee_id AS "assigneeId"';
const COMMENT = 'id, task_id AS "taskId", author_id AS "authorId", body';

/** The id that a client means; null when it can not be one. */
function parseId(text) {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

async function allProjects() {
  return (await pool.query(`SELECT ${PROJECT} FROM projects ORDER BY id`)).rows;
}

/** What one request has read by id. Made anew for each, so that nothing old is shown. */
function createLoaders() {
  return {
    person: byId(`SELECT ${PERSON} FROM people WHERE id = ANY($1)`),
    project: byId(`SELECT ${PROJECT} FROM projects WHERE id = ANY($1)`),
    task: byId(`SELECT ${TASK} FROM tasks WHERE id = ANY($1)`),
    tasksOfPerson: grouped(
      `SELECT ${TASK} FROM tasks WHERE assignee_id = ANY($1) ORDER BY id`,
      (task) => task.assigneeId,
    ),
    commentsOfTask: grouped(
      `SELECT ${COMMENT} FROM comments WHERE task_id = ANY($1) ORDER BY id`,
      (comment) => comment.taskId,
    ),
  };
}

function byId(sql) {
  return new Loader(async (ids) => {
    const { rows } = await pool.query(sql, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }, null);
}

function grouped(sql, keyOf) {
  return new Loader(async (ids) => {
    const { rows } = await pool.query(sql, [ids]);
    const groups = new Map(ids.map((id) => [id, []]));
    for (const row of rows) groups.get(keyOf(row))?.push(row);
    return groups;
  }, []);
}

module.exports = { TASK, parseId, allProjects, createLoaders };
