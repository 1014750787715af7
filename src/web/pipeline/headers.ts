import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Sets the same headers on every answer. They allow one inline script, by its hash; nothing else inline and nothing
 * from another host.
 */
export function securityHeaders({
  inlineScriptHash,
  https,
}: {
  inlineScriptHash: string;
  https: boolean;
}): RequestHandler {
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
  const headers = constantHeadersOf(middleware);
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
}

/** Returns the headers that helmet sets. They are the same for each request, so helmet is called once. */
function constantHeadersOf(middleware: ReturnType<typeof helmet>): readonly (readonly [string, string])[] {
  const collected: (readonly [string, string])[] = [];
  const recorder = {
    setHeader: (name: string, value: string) => collected.push([name, value]),
    removeHeader: () => {},
  };
  middleware({} as never, recorder as never, (error?: unknown) => {
    if (error) throw error;
  });
  return collected;
}
