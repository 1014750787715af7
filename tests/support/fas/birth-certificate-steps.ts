import type { Page } from 'playwright-core';
import type { Hands } from '../chromium/hands.ts';
import { buttonOf } from '../chromium/ways.ts';
import { BORN } from './birth-certificate.ts';

/** The values to type in each step, by the name of the control. A name that contains a value is a choice. */
const STEPS: readonly Readonly<Record<string, string>>[] = [
  { homeStreet: 'Place Colignon', homeNumber: '1', homePostcode: '1030', homeMunicipality: 'Schaerbeek' },
  { 'applicant=me': '', ...BORN },
  { 'kind=extract': '', 'reason=school': '', copies: '1' },
  { 'delivery=space': '', 'abroad=no': '' },
];

/** Answers « birth-certificate » from its first step to the page that checks all. `next` is « Suivant » in words. */
export async function answerBirthCertificate(page: Page, hands: Hands, next: string): Promise<void> {
  for (const answers of STEPS) {
    await page.waitForURL(/\/drafts\/[0-9a-f-]+\/\w+$/);
    for (const [name, typed] of Object.entries(answers)) {
      const [control, value] = name.split('=');
      const field = page.locator(value === undefined ? `[name="${control}"]` : `[name="${control}"][value="${value}"]`);
      if (value === undefined) await hands.fill(field.first(), typed);
      else await hands.choose(field);
    }
    await hands.press(buttonOf(page, next));
  }
  await page.waitForURL(/\/check$/);
}
