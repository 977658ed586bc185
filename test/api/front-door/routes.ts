import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiDocument } from '../../../apps/api/openapi-document';
import type { Platform } from '../../support/platform';

export type JsonSchema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Record<string, JsonSchema>;
  readonly items?: JsonSchema;
};

/** One operation, as the running application describes it. */
export interface Route {
  /** Such as `GET /api/attempts/{id}`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Names of the parameters in the path. */
  readonly parameters: readonly string[];
  readonly body: JsonSchema | undefined;
  readonly isStream: boolean;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace'] as const;

/** Every route of the application that runs: not of the file, which may be behind. */
export function liveRoutes(platform: Platform): Route[] {
  const document = openApiDocument(platform.app);
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    METHODS.flatMap((method): Route[] => {
      const operation = operations[method];
      if (operation === undefined) return [];
      const ok = operation.responses['200'];
      return [
        {
          name: `${method.toUpperCase()} ${path}`,
          method: method.toUpperCase(),
          path,
          parameters: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
          body: bodyOf(document, operation.requestBody),
          isStream: ok !== undefined && 'content' in ok && 'text/event-stream' in (ok.content ?? {}),
        },
      ];
    }),
  );
}

/** Names of all routes that the server answers, whether or not the document describes them; what stands before all of them is none. */
export function servedRoutes(platform: Platform): string[] {
  interface Layer {
    readonly route?: { readonly path: string | readonly string[]; readonly methods: Record<string, boolean> };
  }
  const { router } = platform.app.getHttpAdapter().getInstance() as unknown as {
    router: { stack: readonly Layer[] };
  };
  const names = router.stack.flatMap(({ route }) =>
    route === undefined
      ? []
      : [route.path]
          .flat()
          .flatMap((path) =>
            Object.keys(route.methods).map(
              (method) => `${method.toUpperCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
            ),
          ),
  );
  return [...new Set(names)].filter((name) => !name.endsWith('/{*path}')).sort();
}

/** Follows references. */
export function resolved(document: OpenAPIObject, schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.split('/').at(-1) ?? '';
  const found = document.components?.schemas?.[name];
  if (found === undefined) throw new Error(`${schema.$ref} leads nowhere`);
  return resolved(document, found);
}

function bodyOf(document: OpenAPIObject, requestBody: unknown): JsonSchema | undefined {
  if (requestBody === undefined) return undefined;
  const { content } = requestBody as { content: Record<string, { schema: JsonSchema }> };
  const schema = content['application/json']?.schema;
  if (schema === undefined) throw new Error('a body that is not JSON is not known to these tests');
  return resolved(document, schema);
}
