import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

export type Header = readonly [name: string, value: string];
type HeaderOptions = { inlineScriptHash: string; https: boolean };

const NOWHERE = ['geolocation', 'microphone', 'payment', 'usb'].map((power) => `${power}=()`);

/**
 * Returns the headers that every answer has. They allow one inline script, by its hash; nothing else inline and nothing
 * from another host.
 */
export function securityHeadersOf({ inlineScriptHash, https }: HeaderOptions): readonly Header[] {
  const middleware = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", `'${inlineScriptHash}'`],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        mediaSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        manifestSrc: ["'self'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: https ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    xPoweredBy: false,
  });
  // The passkeys of the staff are asked for on our own pages only; the other powers are asked for nowhere.
  const permissions = ['publickey-credentials-create=(self)', 'publickey-credentials-get=(self)', ...NOWHERE];
  return [...constantHeadersOf(middleware), ['Permissions-Policy', permissions.join(', ')]];
}

export function securityHeaders(headers: readonly Header[]): RequestHandler {
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
}

/** Allows a page to show documents of the portal itself in a frame. */
export function allowOwnFrames(res: Response): void {
  res.setHeader('Content-Security-Policy', `${res.getHeader('Content-Security-Policy')};frame-src 'self'`);
}

/** Returns the headers that helmet sets. They are the same for each request, so helmet is called once. */
function constantHeadersOf(middleware: ReturnType<typeof helmet>): readonly Header[] {
  const collected: Header[] = [];
  const recorder = {
    setHeader: (name: string, value: string) => collected.push([name, value]),
    removeHeader: () => {},
  };
  middleware({} as never, recorder as never, (error?: unknown) => {
    if (error) throw error;
  });
  return collected;
}
