import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RequestHandler } from 'express';
import sirv from 'sirv';
import { z } from 'zod';
import { trustedHtml } from '../page/html.ts';

const Manifest = z.strictObject({
  styles: z.string(),
  script: z.string(),
  icon: z.string(),
  inlineScript: z.string().transform(trustedHtml),
  inlineScriptHash: z.string(),
});
/** Addresses of the built files, the one inline script and its CSP hash. */
export type Assets = z.output<typeof Manifest>;

/** What `src/tools/build-assets.ts` wrote. Throws when it has not run. */
export function loadAssets(builtFolder: string): Assets {
  return Manifest.parse(JSON.parse(readFileSync(path.join(builtFolder, 'manifest.json'), 'utf8')));
}

/** Hashed names, so a year; brotli and gzip made beforehand; the folder is read once. */
export function serveAssets(builtFolder: string): RequestHandler {
  const serve = sirv(path.join(builtFolder, 'assets'), {
    immutable: true,
    maxAge: 31_536_000,
    brotli: true,
    gzip: true,
  });
  return (req, res, next) => serve(req, res, next);
}
