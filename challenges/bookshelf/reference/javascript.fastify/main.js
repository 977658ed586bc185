import { buildApp } from './app.js';

const app = buildApp();
app.listen({ port: Number(process.env.PORT), host: '0.0.0.0' }).catch((error) => {
  app.log.fatal(error);
  process.exitCode = 1;
});
