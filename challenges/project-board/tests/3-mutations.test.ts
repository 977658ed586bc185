import { expect, test } from '@assay/testkit';
import {
  addPerson,
  addProject,
  addTask,
  ask,
  create,
  expectCode,
  expectFaults,
  expectMoved,
  move,
  read,
  tasksOf,
  type Status,
} from './support';

const group = 'mutations';

test(
  {
    id: 'nobody-is-logged-in',
    group,
    title: 'Nobody changes anything without being logged in',
    requirements: ['R10'],
  },
  async (t) => {
    const project = await addProject(t);
    const task = await addTask(t, project);
    const before = await tasksOf(t, project);
    const stranger = await addPerson(t);
    await t.database.query('DELETE FROM app.people WHERE id = $1', [stranger.id]);
    const input = { projectId: project.id, title: t.random.name() };
    for (const as of [undefined, stranger]) {
      const made = await ask(
        t,
        'mutation ($input: CreateTaskInput!) { createTask(input: $input) { task { id } } }',
        {
          as,
          variables: { input },
        },
      );
      expectCode(made, 'UNAUTHENTICATED', ['createTask']);
      const moved = await ask(
        t,
        'mutation ($input: MoveTaskInput!) { moveTask(input: $input) { task { id } } }',
        {
          as,
          variables: { input: { taskId: task.id, status: 'DOING' } },
        },
      );
      expectCode(moved, 'UNAUTHENTICATED', ['moveTask']);
    }
    expect(await tasksOf(t, project)).toEqual(before);
  },
);

test(
  {
    id: 'all-that-is-given',
    group,
    title: 'A task is made of all that is given',
    requirements: ['R11', 'R12'],
  },
  async (t) => {
    const project = await addProject(t);
    const assignee = await addPerson(t);
    const given = [
      {
        title: `“${t.random.name()}”; DROP TABLE tasks; -- 'ü'`,
        priority: 1,
        points: 100,
        assigneeId: assignee.id,
      },
      { title: t.random.hex(120), priority: 5, points: 1, assigneeId: null },
      { title: '好', priority: null, points: null },
    ];
    for (const fields of given) {
      const { title, priority, points, assigneeId } = fields;
      const { task, errors } = await create(t, project.lead, { projectId: project.id, ...fields });
      expect({ task, errors }).toEqual({
        task: {
          id: expect.stringMatching(/^\d+$/),
          title,
          status: 'TODO',
          priority: priority ?? 3,
          points,
          project: { id: project.id },
          assignee: assigneeId ? { id: assigneeId } : null,
        },
        errors: [],
      });
      expect((await tasksOf(t, project)).at(-1)).toMatchObject({ id: task?.['id'], title });
    }
  },
);

test(
  {
    id: 'each-fault',
    group,
    title: 'Each fault of a new task is named',
    requirements: ['R12', 'R15'],
    timeout: '15s',
  },
  async (t) => {
    const project = await addProject(t);
    const [gone, person] = [await addProject(t, { lead: project.lead }), await addPerson(t)];
    await t.database.query('DELETE FROM app.projects WHERE id = $1', [gone.id]);
    await t.database.query('DELETE FROM app.people WHERE id = $1', [person.id]);
    const faults = {
      projectId: [gone.id, t.random.word(), '99999999999'],
      title: ['', '   ', t.random.hex(121)],
      priority: [0, 6, -1],
      points: [0, 101, -5],
      assigneeId: [person.id, t.random.word()],
    };
    for (const [field, values] of Object.entries(faults)) {
      for (const value of values) {
        const sound = { projectId: project.id, title: t.random.name() };
        expectFaults(await create(t, project.lead, { ...sound, [field]: value }), field);
      }
    }
    expect(await tasksOf(t, project)).toEqual([]);
  },
);

test({ id: 'all-faults', group, title: 'All faults are named at once', requirements: ['R15'] }, async (t) => {
  const project = await addProject(t);
  const faults = { title: ' ', priority: 9, points: 0, assigneeId: t.random.word() };
  const names = t.random.shuffle(Object.keys(faults) as (keyof typeof faults)[]).slice(0, 2);
  const some = Object.fromEntries(names.map((name) => [name, faults[name]]));
  const sound = { projectId: project.id, title: t.random.name() };
  expectFaults(await create(t, project.lead, { ...sound, ...some }), ...names);
  const nowhere = { ...faults, projectId: t.random.word() };
  expectFaults(await create(t, project.lead, nowhere), ...Object.keys(nowhere));
  expect(await tasksOf(t, project)).toEqual([]);
});

test(
  {
    id: 'ways-of-a-task',
    group,
    title: 'A task only goes the ways that there are',
    requirements: ['R13', 'R15'],
  },
  async (t) => {
    const project = await addProject(t);
    const all = ['TODO', 'DOING', 'DONE'] as const;
    const ways: Record<Status, readonly Status[]> = { TODO: ['DOING'], DOING: ['TODO', 'DONE'], DONE: [] };
    for (const from of all) {
      for (const to of t.random.shuffle(all)) {
        const task = await addTask(t, project, { status: from });
        const payload = await move(t, project.lead, task.id, to);
        const allowed = ways[from].includes(to);
        if (allowed) expectMoved(payload, task, to);
        else expectFaults(payload, 'status');
        const { task: now } = await read(t, 'query ($id: ID!) { task(id: $id) { status } }', {
          variables: { id: task.id },
        });
        expect({ from, to, now }).toEqual({ from, to, now: { status: allowed ? to : from } });
        await t.database.query('DELETE FROM app.tasks WHERE id = $1', [task.id]);
        expectFaults(await move(t, project.lead, task.id, to), 'taskId');
      }
    }
    expectFaults(await move(t, project.lead, t.random.word(), 'DOING'), 'taskId');
  },
);

test(
  { id: 'one-after-the-other', group, title: 'Mutations happen in their order', requirements: ['R16'] },
  async (t) => {
    const project = await addProject(t, { wipLimit: 1 });
    const [one, other] = [await addTask(t, project), await addTask(t, project)];
    const result = '{ task { status } errors { field } }';
    const step = (name: string, task: { id: string }, status: Status): string =>
      `${name}: moveTask(input: { taskId: "${task.id}", status: ${status} }) ${result}`;
    const steps = [
      step('a', one, 'DOING'),
      step('b', other, 'DOING'),
      step('c', one, 'DONE'),
      step('d', one, 'TODO'),
      step('e', other, 'DOING'),
    ];
    const refused = { task: null, errors: [{ field: 'status' }] };
    expect(await read(t, `mutation { ${steps.join('\n')} }`, { as: project.lead })).toEqual({
      a: { task: { status: 'DOING' }, errors: [] },
      b: refused,
      c: { task: { status: 'DONE' }, errors: [] },
      d: refused,
      e: { task: { status: 'DOING' }, errors: [] },
    });
    expect((await tasksOf(t, project)).map((task) => task['status'])).toEqual(['DONE', 'DOING']);
  },
);
