import assert from 'node:assert/strict';
import { it } from 'node:test';
import { dueDay } from '../../../../../src/features/admin/submissions/overview/due-day.ts';
import { loadTexts } from '../../../../../src/web/page/texts.ts';
import { commune } from '../../../../support/commune.ts';

const t = loadTexts(commune).fr;
const definition = { delay: { days: 5, unit: 'working', from: 'payment', source: 'x', asOf: '2026-01-01' } } as const;

for (const [dueOn, pausedOn, text, late] of [
  ['2026-05-13', null, '13 mai 2026, encore 3 jours', false],
  ['2026-05-11', null, '11 mai 2026, encore 1 jour', false],
  ['2026-05-10', null, '10 mai 2026 : c’est aujourd’hui', false],
  ['2026-05-09', null, '9 mai 2026, en retard de 1 jour', true],
  ['2026-03-28', null, '28 mars 2026, en retard de 43 jours', true],
  ['2026-05-01', '2026-05-08', 'Le délai est arrêté depuis le 8 mai 2026 : la commune attend le citoyen', false],
  [null, null, '5 jours ouvrables après le paiement', false],
] as const) {
  it(`a request due on ${dueOn ?? 'no day yet'} says « ${text} »`, () => {
    const said = dueDay({ submission: { dueOn, pausedOn }, definition }, { t, language: 'fr', today: '2026-05-10' });
    assert.deepEqual({ ...said, text: said.text.replaceAll('\u00a0', ' ') }, { text, late });
  });
}
