import { expect, test, type Hold, type TestContext } from '@assay/testkit';
import {
  addProject,
  addTask,
  expectFaults,
  expectMoved,
  MEET_MS,
  move,
  tasksOf,
  type Payload,
  type Project,
  type Status,
  type Task,
} from './support';

const group = 'consistency';

async function addTasks(t: TestContext, project: Project, count: number): Promise<Task[]> {
  const tasks: Task[] = [];
  for (let left = count; left > 0; left -= 1) tasks.push(await addTask(t, project));
  return tasks;
}

/** Moves tasks to DOING so that they meet: their rows are locked until all had time to reach them. */
async function moveTogether(t: TestContext, project: Project, tasks: readonly Task[]): Promise<Payload[]> {
  const hold = await t.database.hold('SELECT 1 FROM app.tasks WHERE project_id = $1 FOR UPDATE', [
    project.id,
  ]);
  const sent = tasks.map((task) => move(t, project.lead, task.id, 'DOING'));
  await hold.untilBlocked(sent.length, MEET_MS);
  await hold.release();
  return Promise.all(sent);
}

/** Begins to move tasks as the older system does: the project's row is locked first. */
async function moveElsewhere(
  t: TestContext,
  project: Project,
  tasks: readonly Task[],
  status: Status,
): Promise<Hold> {
  const hold = await t.database.hold('SELECT 1 FROM app.projects WHERE id = $1 FOR UPDATE', [project.id]);
  await hold.query('UPDATE app.tasks SET status = $2 WHERE id = ANY ($1)', [
    tasks.map((task) => task.id),
    status,
  ]);
  return hold;
}

async function doing(t: TestContext, project: Project): Promise<number> {
  return (await tasksOf(t, project)).filter((task) => task['status'] === 'DOING').length;
}

test(
  {
    id: 'room-for-work',
    group,
    title: 'No more is worked on than the project allows',
    requirements: ['R14'],
  },
  async (t) => {
    const project = await addProject(t, { wipLimit: t.random.int(2, 3) });
    const elsewhere = await addProject(t, { lead: project.lead, wipLimit: 1 });
    await addTask(t, elsewhere, { status: 'DOING' });
    const tasks = await addTasks(t, project, project.wipLimit + 1);
    for (const [turn, task] of tasks.entries()) {
      const payload = await move(t, project.lead, task.id, 'DOING');
      if (turn < project.wipLimit) expectMoved(payload, task, 'DOING');
      else expectFaults(payload, 'status');
    }
    const [first, last] = [tasks[0] as Task, tasks.at(-1) as Task];
    expectMoved(await move(t, project.lead, first.id, 'DONE'), first, 'DONE');
    expectMoved(await move(t, project.lead, last.id, 'DOING'), last, 'DOING');
    expect(await doing(t, project)).toBe(project.wipLimit);
  },
);

test(
  {
    id: 'moves-at-once',
    group,
    title: 'Moves at the same time never exceed the room',
    requirements: ['R14'],
  },
  async (t) => {
    const project = await addProject(t, { wipLimit: t.random.int(1, 2) });
    const payloads = await moveTogether(t, project, await addTasks(t, project, 4));
    const moved = payloads.filter((payload) => payload.task !== null);
    for (const payload of payloads) if (payload.task === null) expectFaults(payload, 'status');
    expect({ moved: moved.length, doing: await doing(t, project) }).toEqual({
      moved: project.wipLimit,
      doing: project.wipLimit,
    });
  },
);

test(
  {
    id: 'room-for-all',
    group,
    title: 'Moves at the same time succeed where there is room',
    requirements: ['R14'],
  },
  async (t) => {
    const project = await addProject(t, { wipLimit: t.random.int(4, 6) });
    const tasks = await addTasks(t, project, 4);
    for (const [turn, payload] of (await moveTogether(t, project, tasks)).entries()) {
      expectMoved(payload, tasks[turn] as Task, 'DOING');
    }
    expect(await doing(t, project)).toBe(4);
  },
);

test(
  {
    id: 'one-task-at-once',
    group,
    title: 'One task is moved twice at the same time',
    requirements: ['R13', 'R14'],
  },
  async (t) => {
    const project = await addProject(t, { wipLimit: 5 });
    const task = await addTask(t, project);
    const payloads = await moveTogether(t, project, [task, task, task]);
    const moved = payloads.filter((payload) => payload.task !== null);
    for (const payload of payloads) if (payload.task === null) expectFaults(payload, 'status');
    expect({ moved: moved.length, doing: await doing(t, project) }).toEqual({ moved: 1, doing: 1 });
  },
);

test(
  {
    id: 'room-taken-meanwhile',
    group,
    title: 'The older system takes room while moves wait',
    requirements: ['R14'],
  },
  async (t) => {
    const project = await addProject(t, { wipLimit: t.random.int(3, 5) });
    const elsewhere = await addTasks(t, project, project.wipLimit - 1);
    const tasks = await addTasks(t, project, 2);
    const hold = await moveElsewhere(t, project, elsewhere, 'DOING');
    const sent = tasks.map((task) => move(t, project.lead, task.id, 'DOING'));
    await hold.untilBlocked(sent.length, MEET_MS);
    await hold.commit();
    const payloads = await Promise.all(sent);
    for (const payload of payloads) if (payload.task === null) expectFaults(payload, 'status');
    const moved = payloads.filter((payload) => payload.task !== null);
    expect({ moved: moved.length, doing: await doing(t, project) }).toEqual({
      moved: 1,
      doing: project.wipLimit,
    });
  },
);

test(
  {
    id: 'task-moved-meanwhile',
    group,
    title: 'The older system moves a task that a move waits for',
    requirements: ['R13'],
  },
  async (t) => {
    const project = await addProject(t);
    const task = await addTask(t, project, { status: 'DOING' });
    const hold = await moveElsewhere(t, project, [task], 'DONE');
    const sent = move(t, project.lead, task.id, 'TODO');
    await hold.untilBlocked(1, MEET_MS);
    await hold.commit();
    expectFaults(await sent, 'status');
    expect((await tasksOf(t, project)).map(({ id, status }) => ({ id, status }))).toEqual([
      { id: task.id, status: 'DONE' },
    ]);
  },
);
