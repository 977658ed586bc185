import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

/**
 * The pages: scripts are files of ours and nothing else. Monaco makes its styles at run time, and has its icons as a font
 * in its stylesheet; its workers are files of ours.
 */
const OF_PAGES = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'script-src-attr': ["'none'"],
  'worker-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'font-src': ["'self'", 'data:'],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** An answer of the API is data: where a browser is brought to show one as a page, nothing in it does anything. */
const OF_DATA = "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'";

/** What no page of ours asks a browser for. Full screen and the clipboard, which Monaco offers, are left to us alone. */
const PERMISSIONS = [
  ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid', 'magnetometer'],
  ...['microphone', 'midi', 'payment', 'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking'],
]
  .map((feature) => `${feature}=()`)
  .concat('fullscreen=(self)', 'clipboard-read=(self)', 'clipboard-write=(self)')
  .join(', ');

/** For every answer, whatever its status. `https`: browsers reach the platform over it. */
export function securityHeaders(https: boolean): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: OF_PAGES },
      strictTransportSecurity: https,
      xFrameOptions: { action: 'deny' },
    }),
    (_request: Request, response: Response, next: NextFunction): void => {
      response.setHeader('Permissions-Policy', PERMISSIONS);
      next();
    },
  ];
}

/** For answers of the API: no cache keeps them, since they are about one person at one moment. */
export function dataHeaders(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  // The description for people is a page.
  if (!/^\/docs(\/|$)/i.test(request.path)) response.setHeader('Content-Security-Policy', OF_DATA);
  next();
}
