const typeDefs = /* GraphQL */ `
  type Query {
    "The person who is logged in."
    me: Person
    project(id: ID!): Project
    "All projects, by ascending id."
    projects: [Project!]!
    task(id: ID!): Task
  }

  type Mutation {
    createTask(input: CreateTaskInput!): TaskPayload!
    moveTask(input: MoveTaskInput!): TaskPayload!
  }

  type Person {
    id: ID!
    name: String!
    "Only for the person themself."
    email: String
    "The tasks that are assigned to the person, by ascending id."
    tasks: [Task!]!
  }

  type Project {
    id: ID!
    name: String!
    lead: Person!
    "Only for the lead."
    budgetCents: Int!
    wipLimit: Int!
    "Those with the highest priority first; among equals by ascending id."
    tasks(first: Int, after: String, status: TaskStatus): TaskConnection!
  }

  type Task {
    id: ID!
    title: String!
    status: TaskStatus!
    priority: Int!
    points: Int
    project: Project!
    assignee: Person
    "By ascending id."
    comments: [Comment]!
  }

  type Comment {
    id: ID!
    body: String!
    author: Person!
  }

  enum TaskStatus {
    TODO
    DOING
    DONE
  }

  type TaskConnection {
    edges: [TaskEdge!]!
    pageInfo: PageInfo!
    "All tasks of the project, or all with the status that was asked for."
    totalCount: Int!
  }

  type TaskEdge {
    cursor: String!
    node: Task!
  }

  type PageInfo {
    hasNextPage: Boolean!
    "The cursor of the last edge; null when there is none."
    endCursor: String
  }

  input CreateTaskInput {
    projectId: ID!
    title: String!
    priority: Int
    points: Int
    assigneeId: ID
  }

  input MoveTaskInput {
    taskId: ID!
    status: TaskStatus!
  }

  type TaskPayload {
    "Null when there are errors."
    task: Task
    errors: [FieldError!]!
  }

  type FieldError {
    "The name of the input's field."
    field: String!
    message: String!
  }
`;

module.exports = { typeDefs };
