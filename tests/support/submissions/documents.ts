import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { App } from '../../../src/app.ts';
import { sql } from '../../../src/platform/database.ts';
import type { Visitor } from '../visitor.ts';

/** A small PDF that says so and nothing else; `text` makes each another. */
export function pdf(name = 'plan.pdf', text = name): File {
  const head = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n';
  const content = `${head}% ${text}\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n`;
  return new File([content], name, { type: 'application/pdf' });
}

/** A picture of one point. */
export function png(name = 'photo.png'): File {
  const point = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
  return new File([Buffer.from(point, 'base64')], name, { type: 'image/png' });
}

/** A PDF of so many megabytes of a million bytes. */
export function largePdf(name: string, megabytes: number): File {
  const small = Buffer.from('%PDF-1.4\n');
  const end = Buffer.from(`% ${name}\nstartxref\n0\n%%EOF\n`);
  const filling = Buffer.alloc(megabytes * 1_000_000 - small.length - end.length, ' ');
  return new File([Buffer.concat([small, filling, end])], name, { type: 'application/pdf' });
}

/** The documents that the page lists, each with the id that its button removes. */
export function documentsOn(html: string): { name: string; id: string }[] {
  const buttons = html.matchAll(/name="removeDocument" value="([^"]+)">[^<]*<span[^>]*> ([^<]+)</g);
  return [...buttons].map(([, id = '', name = '']) => ({ id, name }));
}

/** Sends one PDF for each file field of a step. */
export async function attachAll(visitor: Visitor, path: string): Promise<void> {
  const { html } = await visitor.open(path);
  const fields = [...html.matchAll(/type="file"\s+id="(\w+)"/g)].map(([, id = '']) => id);
  for (const field of fields) visitor.attach(field, pdf(`${field}.pdf`));
}

/** Makes a content durable in the storage. Returns what its row says of it. */
export async function keepContent({ storage }: Pick<App, 'storage'>, file: File) {
  const id = randomUUID();
  const content = Buffer.from(await file.arrayBuffer());
  const folder = await mkdtemp(path.join(tmpdir(), 'document-'));
  await writeFile(path.join(folder, id), content);
  await storage.keep(id, path.join(folder, id));
  await rm(folder, { recursive: true });
  return { id, bytes: content.length, sha256: createHash('sha256').update(content).digest() };
}

/** Attaches a document to a submission by SQL, judged and durable. Returns its id. `reference` is eleven digits. */
export async function attachDocument(
  app: Pick<App, 'db' | 'storage'>,
  reference: string,
  file = pdf(),
): Promise<string> {
  const { id, bytes, sha256 } = await keepContent(app, file);
  await app.db.transaction((tx) =>
    tx.run(sql`
      insert into attachments (id, submission_id, name, media_type, bytes, sha256, state)
      select ${id}, id, ${file.name}, ${file.type}, ${bytes}, ${sha256}, 'clean' from submissions
      where reference = ${reference}`),
  );
  return id;
}
