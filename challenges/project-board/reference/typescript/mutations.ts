import { pool, transaction } from './database';
import { parseId, TASK, type Loaders, type Status, type Task } from './records';

export interface CreateTaskInput {
  projectId: string;
  title: string;
  priority?: number | null;
  points?: number | null;
  assigneeId?: string | null;
}

export interface MoveTaskInput {
  taskId: string;
  status: Status;
}

interface FieldError {
  field: string;
  message: string;
}

interface TaskPayload {
  task: Task | null;
  errors: FieldError[];
}

const NEXT: Record<Status, Status[]> = { TODO: ['DOING'], DOING: ['TODO', 'DONE'], DONE: [] };

export async function createTask(input: CreateTaskInput, loaders: Loaders): Promise<TaskPayload> {
  const { title, points = null, assigneeId } = input;
  const priority = input.priority ?? 3;
  const [project, assignee] = await Promise.all([
    find(loaders.project, input.projectId),
    assigneeId == null ? null : find(loaders.person, assigneeId),
  ]);

  const errors: FieldError[] = [];
  const check = (field: keyof CreateTaskInput, sound: boolean, message: string) => {
    if (!sound) errors.push({ field, message });
  };
  check('projectId', project !== null, 'There is no such project');
  check('title', title.trim() !== '' && title.length <= 120, 'Must have 1 to 120 characters');
  check('priority', priority >= 1 && priority <= 5, 'Must be from 1 to 5');
  check('points', points === null || (points >= 1 && points <= 100), 'Must be from 1 to 100');
  check('assigneeId', assigneeId == null || assignee !== null, 'There is no such person');
  if (project === null || errors.length > 0) return { task: null, errors };

  const { rows } = await pool.query<Task>(
    `INSERT INTO tasks (project_id, title, priority, points, assignee_id)
     VALUES ($1, $2, $3, $4, $5) RETURNING ${TASK}`,
    [project.id, title, priority, points, assignee?.id],
  );
  return { task: rows[0] ?? null, errors };
}

/** The project is locked before its tasks are counted, so that moves of one project take turns. */
export function moveTask({ taskId, status }: MoveTaskInput): Promise<TaskPayload> {
  return transaction(async (client) => {
    const project = await client.query(
      `SELECT id, wip_limit FROM projects
       WHERE id = (SELECT project_id FROM tasks WHERE id = $1) FOR UPDATE`,
      [parseId(taskId)],
    );
    const task = await client.query<Task>(`SELECT ${TASK} FROM tasks WHERE id = $1 FOR UPDATE`, [
      parseId(taskId),
    ]);
    const from = task.rows[0]?.status;
    if (from === undefined) return refused('taskId', 'There is no such task');
    if (!NEXT[from].includes(status)) return refused('status', `A task can not go from ${from} to ${status}`);

    if (status === 'DOING') {
      const { id, wip_limit: limit } = project.rows[0];
      const doing = await client.query("SELECT 1 FROM tasks WHERE project_id = $1 AND status = 'DOING'", [
        id,
      ]);
      if (doing.rows.length >= limit)
        return refused('status', `The project has room for ${limit} tasks in DOING`);
    }
    const moved = await client.query<Task>(`UPDATE tasks SET status = $2 WHERE id = $1 RETURNING ${TASK}`, [
      parseId(taskId),
      status,
    ]);
    return { task: moved.rows[0] ?? null, errors: [] };
  });
}

function refused(field: keyof MoveTaskInput, message: string): TaskPayload {
  return { task: null, errors: [{ field, message }] };
}

async function find<T>(loader: { load(id: number): Promise<T | null> }, text: string): Promise<T | null> {
  const id = parseId(text);
  return id === null ? null : loader.load(id);
}
