import assert from 'node:assert/strict';
import { dayFromNow, typedDay } from '../clocks/days.ts';
import { attachAll } from '../submissions/documents.ts';
import type { Visitor } from '../visitor.ts';

/** Presses « Commencer » on the page of a démarche; the address of the draft, without its step. */
export async function beginDraft(visitor: Visitor, slug: string, profile = 'citizen'): Promise<string> {
  await visitor.open(`/fr/procedures/${slug}`);
  if (visitor.page.html.includes('type="radio"')) await visitor.post(`/fr/procedures/${slug}/drafts`, { profile });
  else await visitor.press('Commencer');
  const [draft] = /^\/fr\/drafts\/[0-9a-f-]{36}/.exec(visitor.page.location ?? '') ?? [];
  assert.ok(draft !== undefined, `no draft: ${visitor.page.status} ${visitor.page.location}`);
  return draft;
}

/** The three controls of a date so many days from now. */
export function dateFields(name: string, days: number): Record<string, string> {
  const { day, month, year } = typedDay(dayFromNow(days));
  return { [`${name}Day`]: day, [`${name}Month`]: month, [`${name}Year`]: year };
}
export const addressFields = (name: string): Record<string, string> => ({
  [`${name}Street`]: 'Place Colignon',
  [`${name}Number`]: '1',
  [`${name}Postcode`]: '1030',
  [`${name}Municipality`]: 'Schaerbeek',
});

/** Right answers to the steps of « event-permit » that take some, in their order. */
export const EVENT_STEPS: readonly (readonly [string, () => Record<string, string>])[] = [
  [
    'applicant',
    () => ({ firstName: 'Lucie', lastName: 'Lambert', email: 'lucie@exemple.be', ...addressFields('home') }),
  ],
  [
    'event',
    () => ({
      eventName: 'Fête des voisins',
      kind: 'street-party',
      onSitePhone: '0470 12 34 56',
      perimeter: 'Du 1 au 20,\nrue des Coteaux',
      ...addressFields('place'),
    }),
  ],
  ['safety', () => ({ participants: '120', stands: '4', amplified: 'no', closedStreet: 'no' })],
  [
    'when',
    () => ({
      ...dateFields('from', 60),
      ...dateFields('until', 61),
      startTime: '9h30',
      endTime: '22:00',
      setUp: 'Le matin même et le lendemain',
    }),
  ],
  ['documents', () => ({})],
];

type Typed = Record<string, string | readonly string[]>;

/** Opens a step, and sends these answers with the revision that stands in it. */
export async function answerStep(visitor: Visitor, path: string, answers: Typed): Promise<void> {
  const { html } = await visitor.open(path);
  const typed = Object.entries({ revision: revisionOn(html), ...answers });
  await visitor.post(
    path,
    typed.flatMap(([name, values]) => [values].flat().map((value) => ({ name, value }))),
  );
}

export function revisionOn(html: string): string {
  return /name="revision" value="(\d+)"/.exec(html)?.[1] ?? '';
}

/** Answers « event-permit » up to a step, or to the page that checks all. */
export async function fillEventPermit(visitor: Visitor, draft: string, until: string | null = null): Promise<void> {
  for (const [step, answers] of EVENT_STEPS) {
    if (step === until) return;
    if (step === 'documents') await attachAll(visitor, `${draft}/${step}`).then(() => visitor.press('Suivant'));
    else await answerStep(visitor, `${draft}/${step}`, answers());
    assert.equal(visitor.page.status, 303, `${step}: ${visitor.page.html.match(/error-summary[\s\S]{0,900}/)?.[0]}`);
  }
}
