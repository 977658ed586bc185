import type { NextFunction, Request, Response } from 'express';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../http/app-error';

const NOT_BUILT = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Assay</title></head>
<body><h1>The pages are not built</h1><p>Run <code>npm start</code>, or <code>npm run build</code>, and load this page again.
The API is at <a href="/api/docs">/api/docs</a>.</p></body></html>
`;

/** Vite puts a hash of its content into the name of each file below assets/. */
export function assetHeaders(response: Response, file: string): void {
  const forever = file.includes(`${path.sep}assets${path.sep}`);
  response.setHeader('Cache-Control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/** Answers every address that is neither the API's nor a file's with the one page, which finds its way by itself. */
export function singlePage(webDir: string) {
  const page = path.join(webDir, 'index.html');
  return (request: Request, response: Response, next: NextFunction): void => {
    if (isApi(request.path) || (request.method !== 'GET' && request.method !== 'HEAD')) {
      next();
      return;
    }
    // A missing script must not be answered with a page: the browser would try to run it.
    if (request.path.startsWith('/assets/')) {
      next(new AppError('not_found', 'There is no such file. Load the page again.'));
      return;
    }
    response.setHeader('Cache-Control', 'no-cache');
    if (!existsSync(page)) {
      response.status(503).type('html').send(NOT_BUILT);
      return;
    }
    response.sendFile(page, { dotfiles: 'allow' }, (error?: Error) => {
      // A version or a part of it was asked for that there is not; or who asked has gone.
      if (error !== undefined && !response.headersSent)
        next(new AppError('not_found', 'There is no such part of this page.'));
    });
  };
}

function isApi(address: string): boolean {
  return address === '/api' || address.startsWith('/api/');
}
