import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import pg from 'pg';

// The yardstick of design.md § 8: node:http and pg alone, a session read and two queries for a page of the same size.
const [, , url = '', sid = '', pageFile = ''] = process.argv;
const pool = new pg.Pool({ connectionString: url, max: 8 });
const page = readFileSync(pageFile);

const server = createServer((_req, res) => {
  (async () => {
    const session = await pool.query({ name: 'a', text: 'select sess from sessions where sid = $1', values: [sid] });
    const id = session.rows[0]?.sess?.user?.id;
    await pool.query({ name: 'b', text: 'select * from citizens where id = $1', values: [id] });
    await pool.query({ name: 'c', text: 'select id from sign_ins where citizen_id = $1 limit 1', values: [id] });
    const body = gzipSync(page, { level: 1 });
    res.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip', 'content-length': body.length });
    res.end(body);
  })().catch(() => res.writeHead(500).end());
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
