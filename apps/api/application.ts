import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module';
import type { Environment } from './environment';
import { jsonBody } from './http/json-body';
import { ProblemFilter } from './http/problem.filter';
import { requestId } from './http/request-id';
import { sameSite } from './http/same-site';
import { dataHeaders, securityHeaders } from './http/security-headers';
import { openApiDocument, serveOpenApi } from './openapi-document';
import { assetHeaders, singlePage } from './web/static-pages';

// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class, but takes and documents plain objects
const OPTIONS: NestApplicationOptions = {
  bodyParser: false,
  bufferLogs: true,
  // Browsers keep connections open; a shutdown does not wait for them.
  forceCloseConnections: true,
};

/** The API, assembled but not yet listening. Tests and the process are made of the same. */
export async function createApplication(environment: Environment): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(environment), OPTIONS);
  app.useLogger(app.get(Logger));
  app.useGlobalFilters(new ProblemFilter());
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  // Whoever else sends X-Forwarded-For is not believed: limits by address count the one that connects.
  app.set('trust proxy', environment.TRUSTED_PROXIES.length === 0 ? false : environment.TRUSTED_PROXIES);
  app.use(requestId);
  app.use(...securityHeaders(environment.PUBLIC_URL.startsWith('https:')));
  app.use('/api', dataHeaders);
  app.use('/api', sameSite(environment.PUBLIC_URL));
  app.use('/api', jsonBody);
  app.use('/api', cookieParser());
  serveOpenApi(app, openApiDocument(app));
  app.useStaticAssets(environment.WEB_DIR, { index: false, redirect: false, setHeaders: assetHeaders });
  app.use(singlePage(environment.WEB_DIR));
  return app;
}
