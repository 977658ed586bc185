import express from 'express';
import { GraphQLError } from 'graphql';
import { createSchema, createYoga } from 'graphql-yoga';
import { typeDefs } from './schema';

let last = 100;
const fail = (code: string) => new GraphQLError('No', { extensions: { code } });
const person = (id: unknown = 1) => ({
  id,
  name: 'Example Member',
  email: 'member@board.example',
  tasks: [],
});
const project = (id: unknown = 1) => ({
  id,
  name: 'Example project',
  wipLimit: 3,
  lead: person(),
  budgetCents: 1250000,
});
const task = (id: unknown = last, fields: object = {}) => ({
  id,
  title: 'Write the first query',
  status: 'TODO',
  priority: 3,
  points: null,
  project: project(),
  assignee: person(),
  comments: [],
  ...fields,
});

const resolvers = {
  Query: {
    me: (_: unknown, _args: unknown, { request }: { request: Request }) => {
      const id = request.headers.get('x-person');
      return id && person(id);
    },
    project: (_: unknown, { id }: { id: string }) => (Number(id) < 1000 ? project(id) : null),
    projects: () => [project()],
    task: (_: unknown, { id }: { id: string }) => (Number(id) < 1000 ? task(id) : null),
  },
  Mutation: {
    createTask: (_: unknown, { input }: any) => ({ task: task((last += 1), input), errors: [] }),
    moveTask: (_: unknown, { input }: any) => ({ task: task(input.taskId, input), errors: [] }),
  },
  Project: {
    tasks: (_: unknown, { first = 20, after }: any) => {
      if (first < 1 || first > 50 || after !== undefined) throw fail('BAD_USER_INPUT');
      const edges = [{ cursor: 'MQ', node: task() }];
      return { edges, pageInfo: { hasNextPage: false, endCursor: 'MQ' }, totalCount: 1 };
    },
    budgetCents: () => {
      throw fail('FORBIDDEN');
    },
  },
  Person: {
    email: () => {
      throw fail('FORBIDDEN');
    },
  },
};

const app = express();
app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});
app.use('/graphql', createYoga({ schema: createSchema({ typeDefs, resolvers }) }) as express.RequestHandler);
app.listen(Number(process.env.PORT), '0.0.0.0');
