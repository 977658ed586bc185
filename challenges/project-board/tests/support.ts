import {
  expect,
  expectStatus,
  failed,
  type FixtureContext,
  type HttpAnswer,
  type Json,
  type JsonObject,
} from '@assay/testkit';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly lead: Person;
  readonly budgetCents: number;
  readonly wipLimit: number;
}

export type Status = 'TODO' | 'DOING' | 'DONE';

export interface Task {
  readonly id: string;
  readonly title: string;
  readonly status: Status;
  readonly priority: number;
  readonly points: number | null;
}

export interface Asked {
  readonly variables?: Record<string, unknown>;
  /** Who is logged in. */
  readonly as?: Person | undefined;
  readonly operationName?: string;
}

export interface Answered {
  readonly data: JsonObject;
  readonly errors: JsonObject[];
}

/** Sends a document, whatever becomes of it. */
export function send(t: FixtureContext, query: string, asked: Asked = {}): Promise<HttpAnswer> {
  const { as, ...body } = asked;
  const headers = { accept: 'application/json', ...(as && { 'x-person': as.id }) };
  return t.http.post('/graphql', { headers, json: { query, ...body } });
}

/** Sends a document that is executed: fields of it may fail. `data` that is null comes as an empty object. */
export async function ask(t: FixtureContext, query: string, asked: Asked = {}): Promise<Answered> {
  const answer = expectStatus(await send(t, query, asked), 200);
  expect(answer.mediaType).toBe('application/json');
  const { data, errors = [] } = answer.object();
  if (data === undefined || !Array.isArray(errors)) {
    throw failed(
      'The answer has no "data" and "errors" as GraphQL has them.',
      '{ data, errors }',
      answer.excerpt(),
    );
  }
  return { data: (data ?? {}) as JsonObject, errors: errors as JsonObject[] };
}

/** Sends a document that must succeed as a whole, and gives its data. */
export async function read(t: FixtureContext, query: string, asked: Asked = {}): Promise<JsonObject> {
  const { data, errors } = await ask(t, query, asked);
  expect({ errors }).toEqual({ errors: [] });
  return data;
}

/** Expects that a document was not executed: errors, and no data. */
export function expectRefused(answer: HttpAnswer): void {
  expectStatus(answer, 200, 400);
  const { data, errors } = answer.object();
  expect({ data: data ?? null, errors }).toEqual({ data: null, errors: expect.any(Array) });
  expect(errors).not.toHaveLength(0);
}

/** Expects an error with this code at this path. */
export function expectCode(answered: Answered, code: string, path: readonly (string | number)[]): void {
  const found = answered.errors.map((error) => ({
    path: error['path'],
    code: (error['extensions'] as JsonObject | undefined)?.['code'],
  }));
  expect(found).toContainEqual({ path, code });
}

/** Goes down into an answer: `at(data, 'project', 'tasks', 'edges')`. */
export function at(value: Json | undefined, ...path: (string | number)[]): Json | undefined {
  let here: Json | undefined = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as JsonObject)[step];
  }
  return here;
}

/** A text of an answer; empty when it is something else. */
export function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

async function insert(t: FixtureContext, table: string, values: Record<string, unknown>): Promise<string> {
  const names = Object.keys(values);
  const [row] = await t.database.query(
    `INSERT INTO app.${table} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')}) RETURNING id`,
    Object.values(values),
  );
  return String(row?.['id']);
}

export async function addPerson(t: FixtureContext): Promise<Person> {
  const person = { name: t.random.name(), email: t.random.email() };
  return { id: await insert(t, 'people', person), ...person };
}

export async function addProject(
  t: FixtureContext,
  given: { lead?: Person; wipLimit?: number } = {},
): Promise<Project> {
  const lead = given.lead ?? (await addPerson(t));
  const name = t.random.name();
  const budgetCents = t.random.int(10_000, 9_000_000);
  const wipLimit = given.wipLimit ?? t.random.int(4, 9);
  const id = await insert(t, 'projects', {
    name,
    lead_id: lead.id,
    budget_cents: budgetCents,
    wip_limit: wipLimit,
  });
  return { id, name, lead, budgetCents, wipLimit };
}

export async function addTask(
  t: FixtureContext,
  project: Project,
  given: { status?: Status; priority?: number; assignee?: Person } = {},
): Promise<Task> {
  const task = {
    title: t.random.name(),
    status: given.status ?? 'TODO',
    priority: given.priority ?? t.random.int(1, 5),
    points: t.random.boolean() ? t.random.int(1, 100) : null,
  };
  const id = await insert(t, 'tasks', {
    ...task,
    project_id: project.id,
    assignee_id: given.assignee?.id ?? null,
  });
  return { id, ...task };
}

export async function addComment(t: FixtureContext, task: Task, author: Person | undefined) {
  const body = `${t.random.word()} ${t.random.hex(8)}`;
  return { id: await insert(t, 'comments', { task_id: task.id, author_id: author?.id ?? null, body }), body };
}

/** The tasks of a project as the API shows them, by id. */
export async function tasksOf(t: FixtureContext, project: Project): Promise<JsonObject[]> {
  const data = await read(
    t,
    `query ($id: ID!) {
      project(id: $id) { tasks(first: 50) { edges { node { id title status priority points assignee { id } } } } }
    }`,
    { variables: { id: project.id } },
  );
  const edges = at(data, 'project', 'tasks', 'edges') as JsonObject[];
  return edges.map((edge) => edge['node'] as JsonObject).sort((a, b) => Number(a['id']) - Number(b['id']));
}

export interface Payload {
  readonly task: JsonObject | null;
  readonly errors: readonly { field: string; message: string }[];
}

const CREATE = `mutation ($input: CreateTaskInput!) {
  createTask(input: $input) {
    task { id title status priority points project { id } assignee { id } }
    errors { field message }
  }
}`;

const MOVE = `mutation ($input: MoveTaskInput!) {
  moveTask(input: $input) { task { id status } errors { field message } }
}`;

export async function create(
  t: FixtureContext,
  as: Person,
  input: Record<string, unknown>,
): Promise<Payload> {
  const data = await read(t, CREATE, { as, variables: { input } });
  return data['createTask'] as unknown as Payload;
}

export async function move(t: FixtureContext, as: Person, taskId: string, status: Status): Promise<Payload> {
  const data = await read(t, MOVE, { as, variables: { input: { taskId, status } } });
  return data['moveTask'] as unknown as Payload;
}

/** Expects a payload without a task that names just these fields, each with a text. */
export function expectFaults(payload: Payload, ...fields: string[]): void {
  expect(payload.task).toBe(null);
  expect(payload.errors.map((error) => error.field).sort()).toEqual([...fields].sort());
  for (const error of payload.errors) expect(error.message).toMatch(/\S/);
}

/** Expects that a task was moved. */
export function expectMoved(payload: Payload, task: Task, status: Status): void {
  expect(payload).toEqual({ task: { id: task.id, status }, errors: [] });
}

/** Longest wait until requests have reached what is locked, milliseconds. Only a service that lets them wait elsewhere takes it all. */
export const MEET_MS = 1_000;
