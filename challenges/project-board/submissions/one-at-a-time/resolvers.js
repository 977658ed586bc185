const { tasksOfProject } = require('./connection');
const { forbidden, unauthenticated } = require('./errors');
const { createTask, moveTask } = require('./mutations');
const { allProjects, parseId } = require('./records');

function requireViewer({ viewer }) {
  if (viewer === null) throw unauthenticated('Log in first');
  return viewer;
}

const resolvers = {
  Query: {
    me: (_, _args, { viewer }) => viewer,
    project: (_, { id }, { loaders }) => loaders.project.load(parseId(id) ?? 0),
    projects: () => allProjects(),
    task: (_, { id }, { loaders }) => loaders.task.load(parseId(id) ?? 0),
  },
  Mutation: {
    createTask: (_, { input }, context) => {
      requireViewer(context);
      return createTask(input, context.loaders);
    },
    moveTask: (_, { input }, context) => {
      requireViewer(context);
      return moveTask(input);
    },
  },
  Person: {
    email: ({ id, email }, _args, { viewer }) => {
      if (viewer?.id !== id) throw forbidden('Only the person themself may see this');
      return email;
    },
    tasks: ({ id }, _args, { loaders }) => loaders.tasksOfPerson.load(id),
  },
  Project: {
    lead: ({ leadId }, _args, { loaders }) => loaders.person.load(leadId),
    budgetCents: ({ leadId, budgetCents }, _args, { viewer }) => {
      if (viewer?.id !== leadId) throw forbidden('Only the lead may see this');
      return budgetCents;
    },
    tasks: (project, args) => tasksOfProject(project, args),
  },
  Task: {
    project: ({ projectId }, _args, { loaders }) => loaders.project.load(projectId),
    assignee: ({ assigneeId }, _args, { loaders }) =>
      assigneeId === null ? null : loaders.person.load(assigneeId),
    comments: ({ id }, _args, { loaders }) => loaders.commentsOfTask.load(id),
  },
  Comment: {
    author: ({ authorId }, _args, { loaders }) => (authorId === null ? null : loaders.person.load(authorId)),
  },
};

module.exports = { resolvers };
