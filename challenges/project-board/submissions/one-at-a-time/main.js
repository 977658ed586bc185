const express = require('express');
const { createSchema, createYoga } = require('graphql-yoga');
const { queryLimits } = require('./limits');
const { createLoaders, parseId } = require('./records');
const { resolvers } = require('./resolvers');
const { typeDefs } = require('./schema');

const limits = {
  onValidate({ addValidationRule }) {
    addValidationRule(queryLimits);
  },
};

const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  plugins: [limits],
  graphiql: false,
  context: async ({ request }) => {
    const loaders = createLoaders();
    const id = parseId(request.headers.get('x-person') ?? '');
    return { loaders, viewer: id === null ? null : await loaders.person.load(id) };
  },
});

const app = express();

app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});
app.use('/graphql', yoga);

app.listen(Number(process.env.PORT), '0.0.0.0');
