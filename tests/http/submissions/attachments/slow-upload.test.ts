import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import type { Socket } from 'node:net';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { revisionOn } from '../../../support/drafts/drafts.ts';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { atDocuments } from '../../../support/submissions/at-documents.ts';
import { documentsOn, largePdf } from '../../../support/submissions/documents.ts';
import { until } from '../../../support/until.ts';
import type { Visitor } from '../../../support/visitor.ts';
import { connectTo } from '../../web/listener/raw-request.ts';

/** The proportions of the portal, in a shorter time. */
const BODY_TIME = { seconds: 2, leastBytes: 25_000, mostSpans: 36 };
const PIECE = 20_000;

let portal: TestPortal;
before(async () => {
  portal = await startPortal({ bodyTime: BODY_TIME });
});

/** A form as it goes over the wire, with a document of a million bytes. */
async function multipart(visitor: Visitor): Promise<{ type: string; body: Buffer }> {
  const form = new FormData();
  form.append('revision', revisionOn(visitor.page.html));
  form.append('upload', 'plan');
  form.append('plan', largePdf('plan.pdf', 1));
  const encoded = new Response(form);
  return { type: encoded.headers.get('content-type') ?? '', body: Buffer.from(await encoded.arrayBuffer()) };
}

type Sent = { path: string; type: string; bytes: number };
async function begin(
  visitor: Visitor,
  { path: target, type, bytes }: Sent,
): Promise<{ socket: Socket; said: string[] }> {
  const socket = await connectTo(portal);
  const said: string[] = [];
  socket.on('data', (part) => void said.push(String(part)));
  const cookie = `session=${visitor.cookie('session')}`;
  const head = [`POST ${target} HTTP/1.1`, `Host: ${new URL(portal.origin).host}`, `Cookie: ${cookie}`];
  const rest = [
    'Sec-Fetch-Site: same-origin',
    `Content-Type: ${type}`,
    `Content-Length: ${bytes}`,
    'Connection: close',
  ];
  socket.write(`${[...head, ...rest].join('\r\n')}\r\n\r\n`);
  return { socket, said };
}

const uploads = () => readdir(path.join(portal.app.config.dataDirectory, 'uploads'));

describe('a form with documents on a slow line', () => {
  it('is received although it takes longer than any other form may', async () => {
    const { visitor, step } = await atDocuments(portal);
    const { type, body } = await multipart(visitor);
    const { socket, said } = await begin(visitor, { path: step, type, bytes: body.length });
    for (let at = 0; at < body.length; at += PIECE) {
      socket.write(body.subarray(at, at + PIECE));
      await wait(100);
    }
    await until(() => socket.closed, 'an answer');
    assert.match(said.join(''), /^HTTP\/1.1 200 /);
    assert.deepEqual(
      documentsOn((await visitor.open(step)).html).map(({ name }) => name),
      ['plan.pdf'],
    );
  });

  it('is cut with 408 once nothing comes any more, and neither a document nor a temporary file stays', async () => {
    const { visitor, step } = await atDocuments(portal);
    const { type, body } = await multipart(visitor);
    const { socket, said } = await begin(visitor, { path: step, type, bytes: body.length });
    socket.write(body.subarray(0, body.length / 2));
    await until(async () => (await uploads()).length === 1, 'a temporary file');
    await until(() => socket.closed, 'the cut');
    assert.match(said.join(''), /^HTTP\/1.1 408 /);
    await until(async () => (await uploads()).length === 0, 'no temporary file');
    assert.deepEqual(documentsOn((await visitor.open(step)).html), []);
  });

  it('is cut too while it comes a byte at a time', async () => {
    const { visitor, step } = await atDocuments(portal);
    const { type, body } = await multipart(visitor);
    const { socket, said } = await begin(visitor, { path: step, type, bytes: body.length });
    for (let at = 0; !socket.closed; at += 1) {
      if (socket.writable) socket.write(body.subarray(at, at + 1));
      await wait(50);
    }
    assert.match(said.join(''), /^HTTP\/1.1 408 /);
  });
});

describe('a form with documents that its sender cuts', () => {
  it('leaves neither a document nor a temporary file, and can be sent again', async () => {
    const { visitor, step } = await atDocuments(portal);
    const { type, body } = await multipart(visitor);
    const { socket } = await begin(visitor, { path: step, type, bytes: body.length });
    socket.write(body.subarray(0, body.length - 100));
    await until(async () => (await uploads()).length === 1, 'a temporary file');
    socket.resetAndDestroy();
    await until(async () => (await uploads()).length === 0, 'no temporary file');
    assert.deepEqual(documentsOn((await visitor.open(step)).html), []);
    visitor.attach('plan', largePdf('plan.pdf', 1));
    await visitor.press('Ajouter Plan du lieu');
    assert.equal(documentsOn(visitor.page.html).length, 1);
  });
});

describe('any other form', () => {
  it('is cut although its bytes keep coming', async () => {
    const { visitor } = await atDocuments(portal);
    const type = 'application/x-www-form-urlencoded';
    const { socket, said } = await begin(visitor, { path: '/fr/sign-in', type, bytes: 60_000 });
    for (let sent = 0; !socket.closed; sent += 1) {
      if (socket.writable) socket.write('a'.repeat(sent < 50 ? 1_000 : 1));
      await wait(50);
    }
    assert.match(said.join(''), /^HTTP\/1.1 408 /);
  });
});
