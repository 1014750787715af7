import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Request, RequestHandler, Response } from 'express';
import { accepts, type Encoding } from './encoding.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const SUFFIXES = { br: '.br', gzip: '.gz' } as const satisfies Record<Encoding, string>;

type Variant = { bytes: Buffer; tag: string; encoding: Encoding | null };
type StaticFile = { type: string; variants: readonly Variant[] };

/**
 * The built files, from memory: hashed names, so a year; brotli and gzip made beforehand. The few that there are weigh
 * 150 KB. Throws at start for a file of a type that is not known here.
 */
export function staticFiles(folder: string): RequestHandler {
  const files = readFiles(folder);
  return (req, res, next) => {
    const file = files.get(req.path);
    if (file === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) return next();
    const variant = file.variants.find(({ encoding }) => encoding === null || accepts(encoding, req.headers));
    if (variant === undefined) return next();
    res.setHeader('Content-Type', file.type);
    res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    res.setHeader('Vary', 'Accept-Encoding');
    res.setHeader('ETag', variant.tag);
    res.setHeader('Accept-Ranges', 'bytes');
    // What the visitor's browser has already; Express compares the headers set above.
    if (req.fresh) return void res.status(304).end();
    if (variant.encoding !== null) res.setHeader('Content-Encoding', variant.encoding);
    sendBytes(req, res, variant);
  };
}

function readFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(names.map((file) => [`/${path.relative(folder, file).replaceAll(path.sep, '/')}`, readFile(file)]));
}

/** The smallest first. */
function readFile(file: string): StaticFile {
  const type = TYPES[path.extname(file)];
  if (type === undefined) throw new Error(`what is the content type of ${file}?`);
  const variants = ([null, 'br', 'gzip'] as const).map((encoding) => ({
    bytes: readFileSync(`${file}${encoding === null ? '' : SUFFIXES[encoding]}`),
    tag: `"${path.basename(file)}${encoding === null ? '' : `-${encoding}`}"`,
    encoding,
  }));
  return { type, variants: variants.sort((one, other) => one.bytes.length - other.bytes.length) };
}

/** All of it, or the one part that was asked for (RFC 9110 § 14.2). */
function sendBytes(req: Request, res: Response, { bytes, tag }: Variant): void {
  const condition = req.headers['if-range'];
  const asked = req.method === 'GET' && (condition === undefined || condition === tag);
  const ranges = asked ? req.range(bytes.length) : undefined;
  if (ranges === -1) return void res.status(416).setHeader('Content-Range', `bytes */${bytes.length}`).end();
  const one = typeof ranges === 'object' && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
  if (one !== undefined) {
    res.status(206).setHeader('Content-Range', `bytes ${one.start}-${one.end}/${bytes.length}`);
  }
  const part = one === undefined ? bytes : bytes.subarray(one.start, one.end + 1);
  res.setHeader('Content-Length', part.length);
  res.end(req.method === 'HEAD' ? undefined : part);
}
