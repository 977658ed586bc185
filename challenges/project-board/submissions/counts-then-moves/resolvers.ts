import { tasksOfProject, type PageArgs } from './connection';
import { forbidden, unauthenticated } from './errors';
import { createTask, moveTask, type CreateTaskInput, type MoveTaskInput } from './mutations';
import {
  allProjects,
  parseId,
  type Comment,
  type Loaders,
  type Person,
  type Project,
  type Task,
} from './records';

/** What a request brings along. */
export interface Context {
  viewer: Person | null;
  loaders: Loaders;
}

function requireViewer({ viewer }: Context): Person {
  if (viewer === null) throw unauthenticated('Log in first');
  return viewer;
}

export const resolvers = {
  Query: {
    me: (_: unknown, _args: unknown, { viewer }: Context) => viewer,
    project: (_: unknown, { id }: { id: string }, { loaders }: Context) =>
      loaders.project.load(parseId(id) ?? 0),
    projects: () => allProjects(),
    task: (_: unknown, { id }: { id: string }, { loaders }: Context) => loaders.task.load(parseId(id) ?? 0),
  },
  Mutation: {
    createTask: (_: unknown, { input }: { input: CreateTaskInput }, context: Context) => {
      requireViewer(context);
      return createTask(input, context.loaders);
    },
    moveTask: (_: unknown, { input }: { input: MoveTaskInput }, context: Context) => {
      requireViewer(context);
      return moveTask(input);
    },
  },
  Person: {
    email: ({ id, email }: Person, _args: unknown, { viewer }: Context) => {
      if (viewer?.id !== id) throw forbidden('Only the person themself may see this');
      return email;
    },
    tasks: ({ id }: Person, _args: unknown, { loaders }: Context) => loaders.tasksOfPerson.load(id),
  },
  Project: {
    lead: ({ leadId }: Project, _args: unknown, { loaders }: Context) => loaders.person.load(leadId),
    budgetCents: ({ leadId, budgetCents }: Project, _args: unknown, { viewer }: Context) => {
      if (viewer?.id !== leadId) throw forbidden('Only the lead may see this');
      return budgetCents;
    },
    tasks: (project: Project, args: PageArgs) => tasksOfProject(project, args),
  },
  Task: {
    project: ({ projectId }: Task, _args: unknown, { loaders }: Context) => loaders.project.load(projectId),
    assignee: ({ assigneeId }: Task, _args: unknown, { loaders }: Context) =>
      assigneeId === null ? null : loaders.person.load(assigneeId),
    comments: ({ id }: Task, _args: unknown, { loaders }: Context) => loaders.commentsOfTask.load(id),
  },
  Comment: {
    author: ({ authorId }: Comment, _args: unknown, { loaders }: Context) =>
      authorId === null ? null : loaders.person.load(authorId),
  },
};
