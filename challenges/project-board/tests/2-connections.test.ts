import { expect, fixture, test, type FixtureContext, type JsonObject } from '@assay/testkit';
import {
  addProject,
  addTask,
  ask,
  at,
  expectCode,
  read,
  type Project,
  type Status,
  type Task,
} from './support';

const group = 'connections';

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

async function page(
  t: FixtureContext,
  project: Project,
  args: { first?: number; after?: string | null; status?: Status } = {},
): Promise<Page> {
  const data = await read(
    t,
    `query ($id: ID!, $first: Int, $after: String, $status: TaskStatus) {
      project(id: $id) {
        tasks(first: $first, after: $after, status: $status) {
          edges { cursor node { id } }
          pageInfo { hasNextPage endCursor }
          totalCount
        }
      }
    }`,
    { variables: { id: project.id, ...args } },
  );
  const found = at(data, 'project', 'tasks') as unknown as Page;
  expect(found.pageInfo.endCursor).toEqual(found.edges.at(-1)?.cursor ?? null);
  return found;
}

const ids = (found: Page): string[] => found.edges.map((edge) => edge.node.id);

/** The order that the schema tells. */
function ordered(tasks: readonly Task[]): Task[] {
  return [...tasks].sort((a, b) => b.priority - a.priority || Number(a.id) - Number(b.id));
}

/** All pages, put together. */
async function walk(t: FixtureContext, project: Project, first: number, status?: Status): Promise<string[]> {
  const seen: string[] = [];
  let after: string | null = null;
  for (;;) {
    const next = await page(t, project, { first, after, ...(status && { status }) });
    seen.push(...ids(next));
    if (!next.pageInfo.hasNextPage) return seen;
    expect(next.edges).toHaveLength(first);
    after = next.pageInfo.endCursor;
  }
}

/** A project with more tasks than a page holds, of few priorities. */
const board = fixture(async (t) => {
  const project = await addProject(t);
  const tasks: Task[] = [];
  for (let left = t.random.int(23, 29); left > 0; left -= 1) {
    const status = t.random.pick(['TODO', 'DONE'] as const);
    tasks.push(await addTask(t, project, { status, priority: t.random.int(2, 4) }));
  }
  await addTask(t, await addProject(t));
  // Writing rows anew moves them in the table: without an order they no longer come by id.
  for (const task of t.random.shuffle(tasks).slice(0, 9)) {
    await t.database.query('UPDATE app.tasks SET title = title WHERE id = $1', [task.id]);
  }
  return { project, tasks: ordered(tasks) };
});

test(
  { id: 'first-page', group, title: 'A page has 20 tasks, the urgent ones first', requirements: ['R7'] },
  async (t) => {
    const { project, tasks } = await t.use(board);
    const found = await page(t, project);
    expect(ids(found)).toEqual(tasks.slice(0, 20).map((task) => task.id));
    expect({ ...found.pageInfo, total: found.totalCount }).toMatchObject({
      hasNextPage: true,
      total: tasks.length,
    });
    const whole = await page(t, project, { first: 50 });
    expect({ ids: ids(whole), more: whole.pageInfo.hasNextPage }).toEqual({
      ids: tasks.map((task) => task.id),
      more: false,
    });
  },
);

test(
  { id: 'every-task-once', group, title: 'Page after page shows every task once', requirements: ['R7'] },
  async (t) => {
    const { project, tasks } = await t.use(board);
    expect(await walk(t, project, t.random.int(4, 7))).toEqual(tasks.map((task) => task.id));
    expect(await walk(t, project, 1)).toEqual(tasks.map((task) => task.id));
    const exact = await page(t, project, { first: tasks.length });
    expect(exact.pageInfo.hasNextPage).toBe(false);
  },
);

test({ id: 'pages-of-a-status', group, title: 'Pages of one status', requirements: ['R7'] }, async (t) => {
  const { project, tasks } = await t.use(board);
  for (const status of ['TODO', 'DONE'] as const) {
    const wanted = tasks.filter((task) => task.status === status).map((task) => task.id);
    expect(await walk(t, project, 3, status)).toEqual(wanted);
    expect((await page(t, project, { first: 1, status })).totalCount).toBe(wanted.length);
  }
  expect(await page(t, project, { status: 'DOING' })).toEqual({
    edges: [],
    pageInfo: { hasNextPage: false, endCursor: null },
    totalCount: 0,
  });
});

test(
  {
    id: 'cursor-stays-good',
    group,
    title: 'Cursors stay good while the board changes',
    requirements: ['R8'],
  },
  async (t) => {
    const project = await addProject(t);
    const made: Task[] = [];
    for (let left = 9; left > 0; left -= 1)
      made.push(await addTask(t, project, { priority: t.random.int(2, 3) }));
    const tasks = ordered(made);
    const first = await page(t, project, { first: 3 });
    // A few come in front of the page, and fewer go: a shown one and the cursor's own.
    for (let more = t.random.int(3, 5); more > 0; more -= 1) await addTask(t, project, { priority: 5 });
    for (const gone of [tasks[0], tasks[2]]) {
      await t.database.query('DELETE FROM app.tasks WHERE id = $1', [gone?.id]);
    }
    const last = await addTask(t, project, { priority: 1 });
    const second = await page(t, project, { first: 4, after: first.pageInfo.endCursor });
    expect(ids(second)).toEqual(tasks.slice(3, 7).map((task) => task.id));
    const third = await page(t, project, { first: 4, after: second.pageInfo.endCursor });
    expect(ids(third)).toEqual([...tasks.slice(7).map((task) => task.id), last.id]);
    const inside = await page(t, project, { first: 2, after: second.edges[1]?.cursor ?? null });
    expect(ids(inside)).toEqual(tasks.slice(5, 7).map((task) => task.id));
  },
);

test({ id: 'bad-pages', group, title: 'Pages that can not be', requirements: ['R9'] }, async (t) => {
  const project = await addProject(t);
  const query = `query ($id: ID!, $first: Int, $after: String) {
      bad: project(id: $id) { tasks(first: $first, after: $after) { totalCount } }
      good: project(id: $id) { name }
    }`;
  const garbage = Buffer.from(t.random.name()).toString('base64');
  for (const args of [
    { first: 0 },
    { first: 51 },
    { first: -1 },
    { after: t.random.name() },
    { after: garbage },
    { after: '' },
  ]) {
    const answered = await ask(t, query, { variables: { id: project.id, ...args } });
    expectCode(answered, 'BAD_USER_INPUT', ['bad', 'tasks']);
    const expected: JsonObject = { bad: null, good: { name: project.name } };
    expect(answered.data).toEqual(expected);
  }
});
