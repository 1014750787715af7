import type { Request, Response } from 'express';

type Bytes = { bytes: Buffer; tag: string };

/** Sends all the bytes, or the one range that was asked for (RFC 9110 § 14.2). */
export function sendBytes(req: Request, res: Response, { bytes, tag }: Bytes): void {
  res.setHeader('ETag', tag);
  res.setHeader('Accept-Ranges', 'bytes');
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
