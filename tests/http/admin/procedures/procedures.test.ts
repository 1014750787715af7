import assert from 'node:assert/strict';
import { it } from 'node:test';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';

it('the list leads to every démarche and says which are closed', async () => {
  const definitions = loadDefinitions().map((one) =>
    one.slug === 'terrace' ? { ...one, opensOn: '2090-01-01' } : one,
  );
  const portal = await startPortal({ definitions });
  const { visitor } = await signInColleague(portal, 'administrator');
  const { html } = await visitor.open('/fr/admin/procedures');
  for (const { slug } of definitions) assert.ok(html.includes(`href="/fr/admin/procedures/${slug}"`), slug);
  assert.match(text(html), /Fermée jusqu’à l’ouverture du 1er janvier 2090/);
  assert.match(html, /aria-current="page"[^>]*>\s*Démarches|href="\/fr\/admin\/procedures"[^>]*aria-current/);
});
