import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { startPortal, type TestPortal } from '../../../support/portal.ts';
import { Visitor } from '../../../support/visitor.ts';

let portal: TestPortal;
let address: string;
before(async () => {
  portal = await startPortal();
  const { html } = await new Visitor(portal).open('/fr/sign-up');
  address = /src="([^"]+\/sound)"/.exec(html)?.[1] ?? '';
});

async function listen(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${portal.origin}${path}`, { headers });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

describe('the spoken digits', () => {
  it('are the same bytes each time for one challenge and language', async () => {
    const [first, again] = [await listen(address), await listen(address)];
    assert.equal(first.answer.status, 200);
    assert.equal(first.answer.headers.get('accept-ranges'), 'bytes');
    assert.ok(first.bytes.length > 11_025 && first.bytes.equals(again.bytes));
    assert.ok(!(await listen(address.replace('/fr/', '/nl/'))).bytes.equals(first.bytes));
  });

  it('are given in parts, as Safari asks for them, which fit together', async () => {
    const whole = (await listen(address)).bytes;
    const probe = await listen(address, { range: 'bytes=0-1' });
    assert.equal(probe.answer.status, 206);
    assert.equal(probe.answer.headers.get('content-range'), `bytes 0-1/${whole.length}`);
    const rest = await listen(address, { range: 'bytes=2-' });
    assert.equal(rest.answer.status, 206);
    assert.ok(Buffer.concat([probe.bytes, rest.bytes]).equals(whole));
  });
});
