import assert from 'node:assert/strict';
import { it } from 'node:test';
import { LANGUAGES } from '../../../../src/domain/language.ts';
import { loadDefinitions } from '../../../../src/features/procedures/definitions.ts';
import { text } from '../../../support/journeys.ts';
import { startPortal } from '../../../support/portal.ts';
import { signInColleague } from '../../../support/staff.ts';

it('every definition can be read in the four languages, with its questions and when they are asked', async () => {
  const portal = await startPortal();
  const { visitor } = await signInColleague(portal, 'administrator');
  const pages = loadDefinitions().flatMap(({ slug }) => LANGUAGES.map((language) => ({ slug, language })));
  for (const { slug, language } of pages) {
    const { status, html } = await visitor.open(`/${language}/admin/procedures/${slug}/definition`);
    assert.equal(status, 200, `${slug} in ${language}`);
    assert.ok(!/undefined|\[object|\{\{/.test(text(html.split('<details')[0] ?? '')), `${slug} in ${language}`);
  }
  const permit = text((await visitor.open('/fr/admin/procedures/event-permit/definition')).html);
  assert.match(permit, /Prénom texte court/);
  assert.match(permit, /Seulement si : « [^»]+ » est/);
  assert.match(permit, /Avec du son amplifié, demandez l’autorisation 2 mois à l’avance : choisissez le \d+ \S+ \d{4}/);
  assert.match(permit, /Seulement si : « [^»]+ » est oui et sauf si « [^»]+ » est au moins 500/i);
  assert.equal((await visitor.open('/fr/admin/procedures/nope/definition')).status, 404);
});
