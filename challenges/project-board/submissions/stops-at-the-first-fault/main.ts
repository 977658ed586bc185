import express from 'express';
import { createSchema, createYoga, type Plugin, type YogaInitialContext } from 'graphql-yoga';
import { queryLimits } from './limits';
import { createLoaders, parseId } from './records';
import { resolvers, type Context } from './resolvers';
import { typeDefs } from './schema';

const limits: Plugin = {
  onValidate({ addValidationRule }) {
    addValidationRule(queryLimits);
  },
};

const yoga = createYoga<object, Context>({
  schema: createSchema({ typeDefs, resolvers }),
  plugins: [limits],
  graphiql: false,
  context: async ({ request }: YogaInitialContext) => {
    const loaders = createLoaders();
    const id = parseId(request.headers.get('x-person') ?? '');
    return { loaders, viewer: id === null ? null : await loaders.person.load(id) };
  },
});

const app = express();

app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});
app.use('/graphql', yoga as express.RequestHandler);

app.listen(Number(process.env.PORT), '0.0.0.0');
