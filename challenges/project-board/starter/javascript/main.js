const express = require('express');
const { createSchema, createYoga } = require('graphql-yoga');
const { pool } = require('./database');

const typeDefs = /* GraphQL */ `
  type Query {
    project(id: ID!): Project
  }

  type Project {
    id: ID!
    name: String!
  }
`;

const resolvers = {
  Query: {
    project: async (_, { id }) => {
      const { rows } = await pool.query('SELECT id, name FROM projects WHERE id = $1', [id]);
      return rows[0] ?? null;
    },
  },
};

const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }), graphiql: false });

const app = express();

app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});
app.use('/graphql', yoga);

app.listen(Number(process.env.PORT), '0.0.0.0');
