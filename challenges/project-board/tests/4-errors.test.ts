import { expect, test } from '@assay/testkit';
import {
  addComment,
  addPerson,
  addProject,
  addTask,
  ask,
  expectCode,
  expectRefused,
  read,
  send,
  tasksOf,
} from './support';

const group = 'errors';

test({ id: 'addresses', group, title: "Other people's addresses", requirements: ['R17'] }, async (t) => {
  const [ann, ben] = [await addPerson(t), await addPerson(t)];
  const project = await addProject(t, { lead: ann });
  const task = await addTask(t, project, { assignee: ben });
  const query = `query ($id: ID!) { task(id: $id) { title who: assignee { name email } project { lead { email name } } } }`;
  const variables = { id: task.id };
  const people = (benEmail: string | null, annEmail: string | null) => ({
    task: {
      title: task.title,
      who: { name: ben.name, email: benEmail },
      project: { lead: { email: annEmail, name: ann.name } },
    },
  });
  const asBen = await ask(t, query, { variables, as: ben });
  expect(asBen.data).toEqual(people(ben.email, null));
  expectCode(asBen, 'FORBIDDEN', ['task', 'project', 'lead', 'email']);
  expect(asBen.errors).toHaveLength(1);
  const asAnn = await ask(t, query, { variables, as: ann });
  expect(asAnn.data).toEqual(people(null, ann.email));
  expectCode(asAnn, 'FORBIDDEN', ['task', 'who', 'email']);
  const asNobody = await ask(t, query, { variables });
  expect(asNobody.data).toEqual(people(null, null));
  expectCode(asNobody, 'FORBIDDEN', ['task', 'who', 'email']);
  expectCode(asNobody, 'FORBIDDEN', ['task', 'project', 'lead', 'email']);
});

test(
  { id: 'budgets', group, title: "A budget is the lead's alone", requirements: ['R17', 'R18'] },
  async (t) => {
    const project = await addProject(t);
    const other = await addPerson(t);
    const query = `query ($id: ID!) { secret: project(id: $id) { name budgetCents } open: project(id: $id) { name } }`;
    const variables = { id: project.id };
    const { name, budgetCents } = project;
    expect(await read(t, query, { variables, as: project.lead })).toEqual({
      secret: { name, budgetCents },
      open: { name },
    });
    for (const as of [other, undefined]) {
      const answered = await ask(t, query, { variables, as });
      expect(answered.data).toEqual({ secret: null, open: { name } });
      expectCode(answered, 'FORBIDDEN', ['secret', 'budgetCents']);
    }
    const raised = budgetCents + t.random.int(1, 500);
    await t.database.query('UPDATE app.projects SET lead_id = $2, budget_cents = $3 WHERE id = $1', [
      project.id,
      other.id,
      raised,
    ]);
    expect(await read(t, query, { variables, as: other })).toMatchObject({ secret: { budgetCents: raised } });
    expectCode(await ask(t, query, { variables, as: project.lead }), 'FORBIDDEN', ['secret', 'budgetCents']);
  },
);

test(
  { id: 'null-goes-up', group, title: 'Null goes up to what can be null', requirements: ['R18'] },
  async (t) => {
    const project = await addProject(t);
    const task = await addTask(t, project);
    const query = `query ($id: ID!) { task(id: $id) { title project { budgetCents } } me { name } }`;
    const variables = { id: task.id };
    const other = await addPerson(t);
    const answered = await ask(t, query, { variables, as: other });
    expect(answered.data).toEqual({ task: null, me: { name: other.name } });
    expectCode(answered, 'FORBIDDEN', ['task', 'project', 'budgetCents']);
    // A list of projects that are never null: nothing is left of it, nor of what is around it.
    const all = expect.arrayContaining([expect.objectContaining({ path: ['projects', 0, 'budgetCents'] })]);
    const list = (await send(t, '{ projects { name budgetCents } me { name } }', { as: other })).object();
    expect(list).toMatchObject({ data: null, errors: all });
  },
);

test(
  { id: 'author-is-gone', group, title: 'A comment whose author is gone', requirements: ['R18'] },
  async (t) => {
    const task = await addTask(t, await addProject(t));
    const author = await addPerson(t);
    const before = await addComment(t, task, author);
    const orphan = await addComment(t, task, undefined);
    const after = await addComment(t, task, author);
    const variables = { id: task.id };
    const { data, errors } = await ask(
      t,
      'query ($id: ID!) { task(id: $id) { comments { body author { name } } } }',
      {
        variables,
      },
    );
    const { name } = author;
    expect(data).toEqual({
      task: {
        comments: [{ body: before.body, author: { name } }, null, { body: after.body, author: { name } }],
      },
    });
    expect(errors.map((error) => error['path'])).toEqual([['task', 'comments', 1, 'author']]);
    expect(
      await read(t, 'query ($id: ID!) { task(id: $id) { comments { id body } } }', { variables }),
    ).toEqual({
      task: { comments: [before, orphan, after] },
    });
  },
);

test(
  {
    id: 'documents-that-are-wrong',
    group,
    title: 'Documents that are wrong are not executed',
    requirements: ['R2'],
  },
  async (t) => {
    const project = await addProject(t);
    const as = project.lead;
    const title = t.random.name();
    const input = `{ projectId: "${project.id}", title: "${title}" }`;
    const make = `createTask(input: ${input}) { task { id } }`;
    for (const query of [
      `mutation { ${make}`,
      `mutation { ${make} ${t.random.word()} }`,
      `mutation { createTask(input: { projectId: "${project.id}", title: ${t.random.int(1, 9)} }) { task { id } } }`,
      `mutation ($n: Int!) { ${make} }`,
      `mutation A { ${make} } mutation B { ${make} }`,
    ]) {
      expectRefused(await send(t, query, { as }));
    }
    const query = 'mutation ($input: CreateTaskInput!) { createTask(input: $input) { task { id } } }';
    for (const wrong of [{ title }, { projectId: project.id, title, points: 'many' }, null]) {
      expectRefused(await send(t, query, { as, variables: { input: wrong } }));
    }
    expect(await tasksOf(t, project)).toEqual([]);
  },
);
