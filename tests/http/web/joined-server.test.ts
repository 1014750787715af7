import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { atTheEnd } from '../../support/cleanup.ts';
import { sampleFile } from '../../support/documents/samples.ts';
import { textOfPdf } from '../../support/files/pdf-text.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { type Door, proxied, startProcess } from '../../support/processes/server-process.ts';
import { documentsOn } from '../../support/submissions/documents.ts';
import { confirmedCitizen, type Filer, fileEventPermit, readyDraft } from '../../support/submissions/filing.ts';

// The image runs the modules of the portal joined into a few files. What they read beside themselves, and the threads that
// they start, must be found from there.

let portal: TestPortal;
let door: Door;
let lucie: Filer;
before(async () => {
  portal = await startPortal();
  lucie = await confirmedCitizen(portal);
  const folder = await mkdtemp(path.join(tmpdir(), 'joined-'));
  atTheEnd(() => rm(folder, { recursive: true, force: true }));
  ({ door } = await startProcess(portal, folder));
});

type Asked = { form?: FormData; cookie?: string };
type Answer = { status: number | undefined; type: string | undefined; body: Buffer };

/** Asks the joined server as Lucie, who is signed in, unless another cookie is given. */
async function ask(address: string, { form, cookie = sessionOfLucie() }: Asked = {}): Promise<Answer> {
  const sent = form === undefined ? null : new Response(form);
  const type: Record<string, string> = sent === null ? {} : { 'content-type': sent.headers.get('content-type') ?? '' };
  const method = sent === null ? 'GET' : 'POST';
  const headers = { ...proxied(door.host), ...type, cookie };
  const asked = request({ port: door.port, path: address, method, headers });
  asked.end(sent === null ? undefined : Buffer.from(await sent.arrayBuffer()));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const body = Buffer.concat(await answer.toArray());
  return { status: answer.statusCode, type: answer.headers['content-type'], body };
}

const sessionOfLucie = () => `__Host-session=${lucie.visitor.cookie('session')}`;

describe('the server of the image', () => {
  const pages = [
    ['/fr', 'Mon espace'],
    ['/nl/faq', 'Veelgestelde vragen'],
    ['/en/privacy', 'Privacy'],
    ['/de/procedures/event-permit', 'Straßenfest'],
    ['/fr/my-space', 'Mes demandes'],
  ] as const;
  for (const [address, words] of pages) {
    it(`shows ${address} with its texts and styles`, async () => {
      const { status, body } = await ask(address);
      assert.equal(status, 200);
      const html = body.toString();
      assert.ok(html.includes(words), html.slice(0, 2_000));
      const [, styles = ''] = /href="(\/static\/[^"]+\.css)"/.exec(html) ?? [];
      assert.equal((await ask(styles)).status, 200);
    });
  }

  it('plays the digits of a captcha', async () => {
    const { body } = await ask('/fr/sign-up', { cookie: '' });
    const [, challenge = ''] = /name="captchaChallenge" value="([^"]+)"/.exec(body.toString()) ?? [];
    const sound = await ask(`/fr/captcha/${challenge}/sound`);
    assert.deepEqual([sound.status, sound.type, sound.body.toString('latin1', 0, 4)], [200, 'audio/wav', 'RIFF']);
  });

  it('writes a receipt, in a thread of its own', async () => {
    const submission = await fileEventPermit(lucie.visitor);
    const { status, body } = await ask(`${submission}/receipt.pdf`);
    assert.equal(status, 200);
    assert.match(textOfPdf(body), /Accusé de réception/);
  });

  it('makes a JPEG of the photo of a phone, in a thread of its own', async () => {
    const draft = await readyDraft(lucie.visitor);
    const heic = new Uint8Array(await sampleFile('photo-with-place.heic'));
    const { html } = await lucie.visitor.open(`${draft}/documents`);
    const form = new FormData();
    for (const [input] of html.matchAll(/<input [^>]*type="hidden"[^>]*>/g)) {
      form.append(/name="(\w+)"/.exec(input)?.[1] ?? '', /value="([^"]*)"/.exec(input)?.[1] ?? '');
    }
    form.append('upload', 'plan');
    form.append('plan', new File([heic], 'plan.heic'));
    const answer = await ask(`${draft}/documents`, { form });
    const { id } = documentsOn(answer.body.toString()).find(({ name }) => name === 'plan.heic') ?? {};
    const copy = await ask(`${draft}/documents/${id}.jpg`);
    assert.deepEqual([copy.status, copy.type], [200, 'image/jpeg']);
  });
});
