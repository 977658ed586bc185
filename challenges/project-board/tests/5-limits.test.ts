import { expect, fixture, test } from '@assay/testkit';
import { addPerson, addProject, addTask, at, expectRefused, read, send, tasksOf } from './support';

const group = 'limits';

/** A lead with one task of their own, so that lead, task and project lead to each other without end. */
const ring = fixture(async (t) => {
  const lead = await addPerson(t);
  const project = await addProject(t, { lead });
  const task = await addTask(t, project, { assignee: lead });
  return { lead, project, task };
});

const ROUND = ['project', 'lead', 'tasks'] as const;

/** Fields one in the other, from a task on: so many levels, the last of them `id`. */
function nest(depth: number): string[] {
  return [...Array.from({ length: depth - 1 }, (_, level) => ROUND[level % 3] ?? ''), 'id'];
}

const open = (fields: readonly string[]): string => fields.join(' { ') + ' }'.repeat(fields.length - 1);

test(
  { id: 'deep-enough', group, title: 'Ten levels are answered', requirements: ['R5', 'R19'] },
  async (t) => {
    const { task, project } = await t.use(ring);
    // task, and nine more.
    const fields = nest(9);
    expect(fields.at(-2)).toBe('lead');
    const data = await read(t, `{ task(id: "${task.id}") { ${open(fields)} } }`);
    const path = ['task', ...fields].flatMap((field) => (field === 'tasks' ? [field, 0] : [field]));
    expect(at(data, ...path)).toBe(project.lead.id);
  },
);

test(
  { id: 'too-deep', group, title: 'Too many levels are refused', requirements: ['R19', 'R21'] },
  async (t) => {
    const { task } = await t.use(ring);
    for (const depth of [12, t.random.int(13, 20), 60]) {
      expectRefused(await send(t, `{ task(id: "${task.id}") { ${open(nest(depth))} } }`));
    }
  },
);

test(
  {
    id: 'deep-in-fragments',
    group,
    title: 'Fragments make no query less deep',
    requirements: ['R19', 'R21'],
  },
  async (t) => {
    const { task } = await t.use(ring);
    const start = `{ task(id: "${task.id}") { ...F0 } }`;
    const turns = t.random.int(5, 8);
    const named = Array.from({ length: turns }, (_, turn) =>
      turn === turns - 1
        ? `fragment F${turn} on Task { id }`
        : `fragment F${turn} on Task { project { lead { tasks { ...F${turn + 1} } } } }`,
    );
    expectRefused(await send(t, [start, ...t.random.shuffle(named)].join('\n')));
    let inline = 'id';
    for (let turn = 0; turn < turns; turn += 1) {
      inline = `project { ... on Project { lead { ... { tasks { ... on Task { ${inline} } } } } } }`;
    }
    expectRefused(await send(t, `{ task(id: "${task.id}") { ${inline} } }`));
    const short = `{ task(id: "${task.id}") { ...F } } fragment F on Task { ... on Task { project { id } } }`;
    expect(at(await read(t, short), 'task', 'project', 'id')).toEqual(expect.any(String));
  },
);

test({ id: 'wide', group, title: 'Too many fields are refused', requirements: ['R20', 'R21'] }, async (t) => {
  const { task } = await t.use(ring);
  // Each has three fields.
  const aliased = (count: number): string =>
    Array.from({ length: count }, (_, n) => `a${n}: task(id: "${task.id}") { id title }`).join('\n');
  const fits = await read(t, `{ ${aliased(33)} }`);
  expect(Object.values(fits)).toEqual(Array(33).fill({ id: task.id, title: task.title }));
  for (const count of [68, t.random.int(80, 120)]) expectRefused(await send(t, `{ ${aliased(count)} }`));
});

test(
  {
    id: 'wide-in-fragments',
    group,
    title: 'Fragments make no query less wide',
    requirements: ['R20', 'R21'],
  },
  async (t) => {
    const { task } = await t.use(ring);
    const fields = Array.from({ length: 20 }, (_, n) => `f${n}: title`).join(' ');
    const uses = (count: number): string =>
      Array.from({ length: count }, (_, n) => `a${n}: task(id: "${task.id}") { ...Many }`).join(' ');
    const fragment = `fragment Many on Task { ${fields} }`;
    const data = await read(t, `{ ${uses(4)} } ${fragment}`);
    expect(at(data, 'a3', 'f19')).toBe(task.title);
    expectRefused(await send(t, `{ ${uses(t.random.int(11, 15))} } ${fragment}`));
    const inline = Array.from(
      { length: 11 },
      (_, n) => `a${n}: task(id: "${task.id}") { ... on Task { ${fields} } }`,
    );
    expectRefused(await send(t, `{ ${inline.join(' ')} }`));
  },
);

test(
  {
    id: 'nothing-is-done',
    group,
    title: 'Of a refused document nothing happens',
    requirements: ['R21'],
  },
  async (t) => {
    const { project, lead } = await t.use(ring);
    const before = await tasksOf(t, project);
    const make = (selection: string): string =>
      `createTask(input: { projectId: "${project.id}", title: "${t.random.name()}" }) { task { ${selection} } }`;
    const names = Array.from({ length: 210 }, (_, n) => `f${n}: title`).join(' ');
    expectRefused(await send(t, `mutation { ${make('id')} more: ${make(open(nest(14)))} }`, { as: lead }));
    expectRefused(await send(t, `mutation { ${make('id')} more: ${make(names)} }`, { as: lead }));
    expect(await tasksOf(t, project)).toEqual(before);
  },
);
