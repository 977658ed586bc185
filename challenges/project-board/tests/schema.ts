import type { Json, JsonObject } from '@assay/testkit';

/** The statement's schema: the type of every field, argument and value. */
export const SCHEMA: Record<string, string> = {
  'Query.me': 'Person',
  'Query.project': 'Project',
  'Query.project(id)': 'ID!',
  'Query.projects': '[Project!]!',
  'Query.task': 'Task',
  'Query.task(id)': 'ID!',
  'Mutation.createTask': 'TaskPayload!',
  'Mutation.createTask(input)': 'CreateTaskInput!',
  'Mutation.moveTask': 'TaskPayload!',
  'Mutation.moveTask(input)': 'MoveTaskInput!',
  'Person.id': 'ID!',
  'Person.name': 'String!',
  'Person.email': 'String',
  'Person.tasks': '[Task!]!',
  'Project.id': 'ID!',
  'Project.name': 'String!',
  'Project.lead': 'Person!',
  'Project.budgetCents': 'Int!',
  'Project.wipLimit': 'Int!',
  'Project.tasks': 'TaskConnection!',
  'Project.tasks(first)': 'Int',
  'Project.tasks(after)': 'String',
  'Project.tasks(status)': 'TaskStatus',
  'Task.id': 'ID!',
  'Task.title': 'String!',
  'Task.status': 'TaskStatus!',
  'Task.priority': 'Int!',
  'Task.points': 'Int',
  'Task.project': 'Project!',
  'Task.assignee': 'Person',
  'Task.comments': '[Comment]!',
  'Comment.id': 'ID!',
  'Comment.body': 'String!',
  'Comment.author': 'Person!',
  'TaskStatus.TODO': 'value',
  'TaskStatus.DOING': 'value',
  'TaskStatus.DONE': 'value',
  'TaskConnection.edges': '[TaskEdge!]!',
  'TaskConnection.pageInfo': 'PageInfo!',
  'TaskConnection.totalCount': 'Int!',
  'TaskEdge.cursor': 'String!',
  'TaskEdge.node': 'Task!',
  'PageInfo.hasNextPage': 'Boolean!',
  'PageInfo.endCursor': 'String',
  'CreateTaskInput.projectId': 'ID!',
  'CreateTaskInput.title': 'String!',
  'CreateTaskInput.priority': 'Int',
  'CreateTaskInput.points': 'Int',
  'CreateTaskInput.assigneeId': 'ID',
  'MoveTaskInput.taskId': 'ID!',
  'MoveTaskInput.status': 'TaskStatus!',
  'TaskPayload.task': 'Task',
  'TaskPayload.errors': '[FieldError!]!',
  'FieldError.field': 'String!',
  'FieldError.message': 'String!',
};

/** A type of an introspection as it is written in a schema: `[Task!]!`. */
export function typeText(type: Json | undefined): string {
  if (typeof type !== 'object' || type === null) return '?';
  const { kind, name, ofType } = type as JsonObject;
  if (kind === 'NON_NULL') return `${typeText(ofType)}!`;
  if (kind === 'LIST') return `[${typeText(ofType)}]`;
  return typeof name === 'string' ? name : '?';
}
