import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';

// The yardstick of filing: node:http, busboy and pg alone, doing the writes that the portal does for a document and for a
// submission: `node bare-filing-server.ts databaseUrl sid folder`. POST /upload?draft= and POST /file?draft= answer 303.
const busboy = createRequire(import.meta.url)('busboy') as (options: { headers: object }) => Writable;
const [, , url = '', sid = '', folder = ''] = process.argv;
const pool = new pg.Pool({ connectionString: url, max: 8 });
await mkdir(folder, { recursive: true });

const UPLOADED = `
  with attached as (
    insert into attachments (id, draft_id, name, media_type, bytes, sha256, state)
    values ($1, $2, 'sketch.pdf', 'application/pdf', $3, $4, 'unscanned') returning id)
  update drafts set answers = answers || jsonb_build_object('sketch', jsonb_build_array($1::text)),
    revision = revision + 1, saved_at = now() where id = $2`;
const FILED = `
  with draft as (delete from drafts where id = $1 returning *),
  numbered as (select *, submission_reference(now(), nextval('submission_numbers')) as reference from draft),
  filed as (
    insert into submissions (id, reference, citizen_id, slug, version, first_name, last_name, email, answers, status, language,
      fee_cents, structured_communication)
    select id, reference, citizen_id, slug, version, 'Lucie', 'Lambert', 'lucie@demo.example', answers, 'awaiting-payment',
      language, 6000, structured_communication(reference) from numbered returning id, citizen_id, reference),
  noted as (insert into submission_events (submission_id, name, citizen_id) select id, 'filed', citizen_id from filed),
  moved as (update attachments set draft_id = null, submission_id = $1 where draft_id = $1)
  select reference, (graphile_worker.add_job('submission-filed', json_build_object('id', id))).id from filed`;

async function readSession(): Promise<void> {
  const session = await pool.query({ name: 'a', text: 'select sess from sessions where sid = $1', values: [sid] });
  const id = session.rows[0]?.sess?.user?.id;
  await pool.query({ name: 'b', text: 'select * from citizens where id = $1', values: [id] });
}

/** The file is durable, and so is its name, before the row says that it is there. */
async function upload(req: IncomingMessage, draft: string): Promise<void> {
  const id = randomUUID();
  const temporary = path.join(folder, `${id}.part`);
  const hash = createHash('sha256');
  let bytes = 0;
  const form = busboy({ headers: req.headers });
  const written = new Promise<void>((done, fail) => {
    form.on('file', (_name: string, file: Readable) => {
      file.on('data', (chunk: Buffer) => {
        hash.update(chunk);
        bytes += chunk.length;
      });
      pipeline(file, createWriteStream(temporary, { flush: true })).then(done, fail);
    });
  });
  req.pipe(form);
  await written;
  await rename(temporary, path.join(folder, id));
  const directory = await open(folder);
  await directory.sync();
  await directory.close();
  await pool.query({ name: 'c', text: UPLOADED, values: [id, draft, bytes, hash.digest()] });
}

const server = createServer(async (req, res) => {
  const { pathname, searchParams } = new URL(req.url ?? '', 'http://bare');
  const draft = searchParams.get('draft') ?? '';
  try {
    await readSession();
    if (pathname === '/upload') await upload(req, draft);
    else {
      await req.resume().toArray();
      await pool.query({ name: 'd', text: FILED, values: [draft] });
    }
    res.writeHead(303, { location: '/' }).end();
  } catch (error) {
    res.writeHead(500).end(String(error));
  }
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
