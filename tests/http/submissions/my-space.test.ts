import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { confirmAddress, signUp, text } from '../../support/journeys.ts';
import { startPortal, type TestPortal } from '../../support/portal.ts';
import { Visitor } from '../../support/visitor.ts';

let portal: TestPortal;
before(async () => {
  portal = await startPortal();
});

describe('Mon espace', () => {
  it('asks somebody signed out to sign in first', async () => {
    assert.equal((await new Visitor(portal).open('/nl/my-space')).location, '/nl/sign-in?next=%2Fnl%2Fmy-space');
  });

  it('puts first what waits for the citizen: the address to confirm', async () => {
    const { visitor, person } = await signUp(portal);
    const { html } = await visitor.open('/fr/my-space');
    assert.ok(text(html).indexOf(person.email) < text(html).indexOf('Mes démarches'));
    await confirmAddress(visitor, person);
    assert.ok(!(await visitor.open('/fr/my-space')).html.includes(person.email));
  });

  it('says what to do next while nothing is filed', async () => {
    const { visitor } = await signUp(portal);
    const words = text((await visitor.open('/fr/my-space')).html);
    assert.match(words, /Vous n’avez pas encore de démarche en cours/);
    assert.match(words, /Que puis-je faire maintenant/);
  });

  it('shows a name with markup in it as text', async () => {
    const { visitor } = await signUp(portal);
    await visitor.post('/fr/account/personal-data', { firstName: '<img src=x onerror=alert(1)>', lastName: `"'><b>` });
    const { html } = await visitor.open('/fr/my-space');
    assert.ok(!html.includes('<img src=x') && !html.includes(`"'><b>`));
    assert.match(html, /&lt;img src=x/);
  });
});
