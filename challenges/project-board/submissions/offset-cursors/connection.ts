import { pool } from './database';
import { badUserInput } from './errors';
import { TASK, type Project, type Status, type Task } from './records';

export interface PageArgs {
  first?: number | null;
  after?: string | null;
  status?: Status | null;
}

/** A page of a project's tasks, the urgent ones first. */
export async function tasksOfProject(project: Project, args: PageArgs) {
  const first = args.first ?? 20;
  if (first < 1 || first > 50) throw badUserInput('"first" must be from 1 to 50');
  const after = args.after == null ? 0 : decodeCursor(args.after);
  const status = args.status ?? null;
  const { rows } = await pool.query<Task>(
    `SELECT ${TASK} FROM tasks
     WHERE project_id = $1 AND ($2::text IS NULL OR status = $2)
     ORDER BY priority DESC, id LIMIT $3 OFFSET $4`,
    [project.id, status, first + 1, after],
  );
  const edges = rows.slice(0, first).map((node, at) => ({ node, cursor: encodeCursor(after + at + 1) }));
  return {
    edges,
    pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null },
    totalCount: () => countTasks(project, status),
  };
}

async function countTasks(project: Project, status: Status | null): Promise<number> {
  const { rows } = await pool.query(
    'SELECT count(*)::integer AS total FROM tasks WHERE project_id = $1 AND ($2::text IS NULL OR status = $2)',
    [project.id, status],
  );
  return rows[0].total;
}

function encodeCursor(offset: number): string {
  return Buffer.from(String(offset)).toString('base64url');
}

function decodeCursor(cursor: string): number {
  const match = /^(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match) throw badUserInput('"after" must be the cursor of an edge');
  return Number(match[1]);
}
