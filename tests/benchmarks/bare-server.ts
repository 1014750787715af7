import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import pg from 'pg';

// The yardstick of speed: node:http and pg alone. `/` is a session read and two queries for a page of the same size, `/fixed` the
// same page and `/styles` the same styles, compressed beforehand:
// `node bare-server.ts databaseUrl sid pageFile stylesFile [rows]`; with several rows the second query lists requests.
const [, , url = '', sid = '', pageFile = '', stylesFile = '', rows = '1'] = process.argv;
const pool = new pg.Pool({ connectionString: url, max: 8 });
const page = readFileSync(pageFile);
const fixed: Readonly<Record<string, { body: Buffer; type: string }>> = {
  '/fixed': { body: gzipSync(page, { level: 9 }), type: 'text/html' },
  '/styles': { body: gzipSync(readFileSync(stylesFile), { level: 9 }), type: 'text/css' },
};

const LISTED =
  rows === '1'
    ? 'select id from sign_ins where citizen_id = $1 limit 1'
    : `select id, reference, slug, status, filed_at, changed_at from submissions
      where citizen_id = $1 order by filed_at desc, id desc limit ${Number(rows)}`;

async function queried(): Promise<Buffer> {
  const session = await pool.query({ name: 'a', text: 'select sess from sessions where sid = $1', values: [sid] });
  const id = session.rows[0]?.sess?.user?.id;
  await pool.query({ name: 'b', text: 'select * from citizens where id = $1', values: [id] });
  await pool.query({ name: 'c', text: LISTED, values: [id] });
  return gzipSync(page, { level: 1 });
}

const server = createServer((req, res) => {
  const send = (body: Buffer, type: string) => {
    res.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', 'content-length': body.length });
    res.end(body);
  };
  const known = fixed[req.url ?? ''];
  if (known !== undefined) return send(known.body, known.type);
  queried().then(
    (body) => send(body, 'text/html'),
    () => res.writeHead(500).end(),
  );
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
