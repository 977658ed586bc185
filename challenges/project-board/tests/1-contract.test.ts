import { expect, expectStatus, test, type JsonObject } from '@assay/testkit';
import {
  addComment,
  addPerson,
  addProject,
  addTask,
  ask,
  create,
  expectMoved,
  move,
  read,
  tasksOf,
  text,
} from './support';
import { SCHEMA, typeText } from './schema';

const group = 'contract';

test({ id: 'health', group, title: 'The service is healthy', requirements: ['R1'] }, async (t) => {
  expect(expectStatus(await t.http.get('/health'), 200).object()).toEqual({ status: 'ok' });
});

test({ id: 'schema', group, title: 'Introspection shows the schema', requirements: ['R4'] }, async (t) => {
  const type = 'type { ...Ref }';
  const data = await read(
    t,
    `{ __schema { types {
          name
          fields { name args { name ${type} } ${type} }
          inputFields { name ${type} }
          enumValues { name }
        } } }
      fragment Ref on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`,
  );
  const types = (data['__schema'] as JsonObject)['types'] as JsonObject[];
  const shown = new Map<string, string>();
  for (const { name, fields, inputFields, enumValues } of types) {
    for (const field of [...((fields ?? []) as JsonObject[]), ...((inputFields ?? []) as JsonObject[])]) {
      const where = `${text(name)}.${text(field['name'])}`;
      shown.set(where, typeText(field['type']));
      for (const arg of (field['args'] ?? []) as JsonObject[]) {
        shown.set(`${where}(${text(arg['name'])})`, typeText(arg['type']));
      }
    }
    for (const value of (enumValues ?? []) as JsonObject[])
      shown.set(`${text(name)}.${text(value['name'])}`, 'value');
  }
  expect(Object.fromEntries(Object.keys(SCHEMA).map((key) => [key, shown.get(key)]))).toEqual(SCHEMA);
});

test(
  { id: 'logged-in', group, title: 'The header says who is logged in', requirements: ['R3'] },
  async (t) => {
    const [one, other] = [await addPerson(t), await addPerson(t)];
    for (const { id, name, email } of [one, other]) {
      expect(await read(t, '{ me { id name email } }', { as: { id, name, email } })).toEqual({
        me: { id, name, email },
      });
    }
    expect(await read(t, '{ me { id } }')).toEqual({ me: null });
    await t.database.query('DELETE FROM app.people WHERE id = $1', [other.id]);
    expect(await read(t, '{ me { id } }', { as: other })).toEqual({ me: null });
    expect(await read(t, '{ me { id } }', { as: { ...one, id: t.random.word() } })).toEqual({ me: null });
  },
);

test(
  { id: 'project-is-shown', group, title: 'A project is shown with its tasks', requirements: ['R2', 'R5'] },
  async (t) => {
    const project = await addProject(t);
    const assignee = await addPerson(t);
    const first = await addTask(t, project, { priority: 5, assignee });
    const second = await addTask(t, project, { priority: 2 });
    const query = `query Other { me { id } } query Show($id: ID!) {
      project(id: $id) {
        id name wipLimit
        lead { id name }
        tasks { totalCount edges { node { title points status assignee { name } project { id } } } }
      }
    }`;
    const variables = { id: project.id };
    const task = ({ title, points, status }: typeof first) => ({
      title,
      points,
      status,
      project: { id: project.id },
    });
    expect(await read(t, query, { variables, operationName: 'Show' })).toEqual({
      project: {
        id: project.id,
        name: project.name,
        wipLimit: project.wipLimit,
        lead: { id: project.lead.id, name: project.lead.name },
        tasks: {
          totalCount: 2,
          edges: [
            { node: { ...task(first), assignee: { name: assignee.name } } },
            { node: { ...task(second), assignee: null } },
          ],
        },
      },
    });
    const all = (await read(t, '{ projects { id name } }'))['projects'] as JsonObject[];
    expect(all.at(-1)).toEqual({ id: project.id, name: project.name });
    expect(all.map(({ id }) => Number(id))).toEqual(all.map(({ id }) => Number(id)).sort((a, b) => a - b));
  },
);

test(
  { id: 'task-is-shown', group, title: 'A task is shown with its comments', requirements: ['R5'] },
  async (t) => {
    const project = await addProject(t);
    const [ann, ben] = [await addPerson(t), await addPerson(t)];
    const task = await addTask(t, project, { assignee: ann });
    const other = await addTask(t, project, { assignee: ann });
    const comments = [];
    for (const author of [ben, ann, ben]) {
      comments.push({ ...(await addComment(t, task, author)), author: { name: author.name } });
    }
    const query = `query ($id: ID!) {
      task(id: $id) { id title priority comments { id body author { name } } assignee { name tasks { id comments { id } } } }
    }`;
    expect(await read(t, query, { variables: { id: task.id } })).toEqual({
      task: {
        id: task.id,
        title: task.title,
        priority: task.priority,
        comments,
        assignee: {
          name: ann.name,
          tasks: [
            { id: task.id, comments: comments.map(({ id }) => ({ id })) },
            { id: other.id, comments: [] },
          ],
        },
      },
    });
  },
);

test({ id: 'nothing-there', group, title: 'What is not there is null', requirements: ['R6'] }, async (t) => {
  const project = await addProject(t);
  const task = await addTask(t, project);
  await t.database.query('DELETE FROM app.tasks WHERE id = $1', [task.id]);
  await t.database.query('DELETE FROM app.projects WHERE id = $1', [project.id]);
  const query = 'query ($p: ID!, $t: ID!) { project(id: $p) { id } task(id: $t) { id } }';
  const word = t.random.word();
  for (const variables of [
    { p: project.id, t: task.id },
    { p: word, t: word },
    { p: '99999999999', t: '1.5' },
  ]) {
    expect(await read(t, query, { variables })).toEqual({ project: null, task: null });
  }
});

test(
  {
    id: 'task-is-created-and-moved',
    group,
    title: 'A task is created and moved',
    requirements: ['R11', 'R13'],
  },
  async (t) => {
    const project = await addProject(t);
    const title = t.random.name();
    const made = await create(t, project.lead, { projectId: project.id, title });
    const id = text(made.task?.['id']);
    const shown = { id, title, status: 'TODO', priority: 3, points: null, assignee: null } as const;
    expect(made).toEqual({ task: { ...shown, project: { id: project.id } }, errors: [] });
    expectMoved(await move(t, project.lead, id, 'DOING'), shown, 'DOING');
    expect(await tasksOf(t, project)).toEqual([{ ...shown, status: 'DOING' }]);
    const [row] = await t.database.query('SELECT title, status FROM app.tasks WHERE project_id = $1', [
      project.id,
    ]);
    expect(row).toEqual({ title, status: 'DOING' });
    const { data } = await ask(t, '{ projects { id tasks(status: DOING) { totalCount } } }');
    expect(data['projects']).toContainEqual({ id: project.id, tasks: { totalCount: 1 } });
  },
);
