import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RequestHandler } from 'express';
import { sendBytes } from './byte-range.ts';
import { accepts, type Encoding } from './encoding.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/vnd.microsoft.icon',
  '.txt': 'text/plain; charset=utf-8',
};
/** The caching of files whose names are made from their content. */
export const FOR_EVER = 'public, max-age=31536000, immutable';
/** The caching of files whose names are fixed, as browsers and search engines look for them. */
export const A_DAY = 'public, max-age=86400';
const SUFFIXES = { br: '.br', gzip: '.gz' } as const satisfies Record<Encoding, string>;

type Variant = { bytes: Buffer; tag: string; encoding: Encoding | null };
type StaticFile = { type: string; variants: readonly Variant[] };

/**
 * Serves the built files from memory, in the brotli or gzip form where one was made beforehand. They weigh about 150 KB
 * in all. Throws at start for a file type that is not listed here.
 */
export function staticFiles(folder: string, caching: typeof FOR_EVER | typeof A_DAY): RequestHandler {
  const files = readFiles(folder);
  return (req, res, next) => {
    const file = files.get(req.path);
    if (file === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) return next();
    const variant = file.variants.find(({ encoding }) => encoding === null || accepts(encoding, req.headers));
    if (variant === undefined) return next();
    res.setHeader('Content-Type', file.type);
    res.setHeader('Cache-Control', caching);
    res.setHeader('Vary', 'Accept-Encoding');
    res.setHeader('ETag', variant.tag);
    // The browser has this file already. Express compares the headers set above with those of the request.
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

/** Reads a file with its compressed forms, the smallest first. */
function readFile(file: string): StaticFile {
  const type = TYPES[path.extname(file)];
  if (type === undefined) throw new Error(`what is the content type of ${file}?`);
  const encodings = ([null, 'br', 'gzip'] as const).filter((encoding) => existsSync(nameOf(file, encoding)));
  const variants = encodings.map((encoding) => {
    const bytes = readFileSync(nameOf(file, encoding));
    return { bytes, tag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`, encoding };
  });
  return { type, variants: variants.sort((one, other) => one.bytes.length - other.bytes.length) };
}

const nameOf = (file: string, encoding: Encoding | null) => `${file}${encoding === null ? '' : SUFFIXES[encoding]}`;
