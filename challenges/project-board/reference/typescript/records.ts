import { pool } from './database';
import { Loader } from './loader';

export interface Person {
  id: number;
  name: string;
  email: string;
}

export interface Project {
  id: number;
  name: string;
  leadId: number;
  budgetCents: number;
  wipLimit: number;
}

export type Status = 'TODO' | 'DOING' | 'DONE';

export interface Task {
  id: number;
  projectId: number;
  title: string;
  status: Status;
  priority: number;
  points: number | null;
  assigneeId: number | null;
}

export interface Comment {
  id: number;
  taskId: number;
  authorId: number | null;
  body: string;
}

const PERSON = 'id, name, email';
const PROJECT = 'id, name, lead_id AS "leadId", budget_cents AS "budgetCents", wip_limit AS "wipLimit"';
export const TASK =
  'id, project_id AS "projectId", title, status, priority, points, assignee_id AS "assigneeId"';
const COMMENT = 'id, task_id AS "taskId", author_id AS "authorId", body';

/** The id that a client means; null when it can not be one. */
export function parseId(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

export async function allProjects(): Promise<Project[]> {
  return (await pool.query<Project>(`SELECT ${PROJECT} FROM projects ORDER BY id`)).rows;
}

/** What one request has read by id. Made anew for each, so that nothing old is shown. */
export function createLoaders() {
  return {
    person: byId<Person>(`SELECT ${PERSON} FROM people WHERE id = ANY($1)`),
    project: byId<Project>(`SELECT ${PROJECT} FROM projects WHERE id = ANY($1)`),
    task: byId<Task>(`SELECT ${TASK} FROM tasks WHERE id = ANY($1)`),
    tasksOfPerson: grouped<Task>(
      `SELECT ${TASK} FROM tasks WHERE assignee_id = ANY($1) ORDER BY id`,
      (task) => task.assigneeId,
    ),
    commentsOfTask: grouped<Comment>(
      `SELECT ${COMMENT} FROM comments WHERE task_id = ANY($1) ORDER BY id`,
      (comment) => comment.taskId,
    ),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;

function byId<T extends { id: number }>(sql: string) {
  return new Loader<number, T | null>(async (ids) => {
    const { rows } = await pool.query<T>(sql, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }, null);
}

function grouped<T extends object>(sql: string, keyOf: (row: T) => number | null) {
  return new Loader<number, T[]>(async (ids) => {
    const { rows } = await pool.query<T>(sql, [ids]);
    const groups = new Map<number, T[]>(ids.map((id) => [id, []]));
    for (const row of rows) groups.get(keyOf(row) as number)?.push(row);
    return groups;
  }, []);
}
