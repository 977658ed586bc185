import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import { ProblemDto } from './http/problem-response';

/** The description of the API, drawn from controllers and contracts. */
export function openApiDocument(app: NestExpressApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Assay')
    .setVersion('0.1.0')
    .setDescription(
      'Technical assessments for backend engineers. Errors are problems of RFC 9457 with a code.',
    )
    .setOpenAPIVersion('3.1.0')
    .build();
  return cleanupOpenApiDoc(SwaggerModule.createDocument(app, config, { extraModels: [ProblemDto] }));
}

/** Serves it at /api/openapi.json, and for people at /api/docs. */
export function serveOpenApi(app: NestExpressApplication, document: OpenAPIObject): void {
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Assay API',
  });
}
