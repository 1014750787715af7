import { text } from 'node:stream/consumers';
import type { Request, Response } from 'express';
import { escapeHtml } from '../../web/page/html.ts';
import { plainPage } from '../plain-page.ts';
import { acrOf, MEANS_OFFERED, PERSONAS, type Persona } from './personas.ts';
import type { FasProvider } from './provider.ts';

/** Where a developer chooses who identifies themselves, and by which means. */
export const chooserPage = (provider: FasProvider) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { params } = await provider.interactionDetails(req, res);
    const { acr_values: acr = '', ui_locales: language = '' } = params;
    const asked = `Asked: ${escapeHtml(String(acr))} · ${escapeHtml(String(language))}`;
    const head = `<p>Development only: nobody is identified here.<br>${asked}</p>`;
    const cancel = '<form method="post"><button name="cancel" value="yes">Cancel</button></form>';
    const people = PERSONAS.map(personForm).join('');
    res.type('html').send(plainPage('FAS of development', `${head}${people}<h2>Nobody</h2>${cancel}`));
  },

  async post(req: Request, res: Response): Promise<void> {
    await provider.interactionFinished(req, res, chosenIn(new URLSearchParams(await text(req))));
  },
});

function personForm({ subject, firstName, lastName, nationalNumber, note }: Persona): string {
  const name = escapeHtml([firstName, lastName].filter((part) => part !== null).join(' '));
  const buttons = MEANS_OFFERED.map(
    ({ means, label, csamLevel }) =>
      `<button name="means" value="${means}" aria-label="${name}, ${label}">${label} (${csamLevel})</button>`,
  );
  const about = `<h2>${name}</h2><p>${nationalNumber} · ${escapeHtml(note)}</p>`;
  return `<form method="post"><input type="hidden" name="subject" value="${subject}">${about}${buttons.join(' ')}</form>`;
}

function chosenIn(fields: URLSearchParams) {
  const persona = PERSONAS.find(({ subject }) => subject === fields.get('subject'));
  const by = MEANS_OFFERED.find(({ means }) => means === fields.get('means'));
  if (persona === undefined || by === undefined) {
    return { error: 'access_denied', error_description: 'the person cancelled' };
  }
  return { login: { accountId: persona.subject, acr: acrOf(by.csamLevel), amr: [by.means], remember: false } };
}
