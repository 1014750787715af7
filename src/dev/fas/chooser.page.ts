import { text } from 'node:stream/consumers';
import type { Request, Response } from 'express';
import { EnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import { escapeHtml } from '../../web/page/html.ts';
import { plainPage } from '../plain-page.ts';
import { acrOf, type Context, MEANS_OFFERED, PERSONAS, type Persona } from './personas.ts';
import { chooseMandate, type FasProvider } from './provider.ts';

/** A developer chooses here who identifies themselves, by which means, and with the mandate for which organisation. */
export const chooserPage = (provider: FasProvider) => ({
  async get(req: Request, res: Response): Promise<void> {
    const { params } = await provider.interactionDetails(req, res);
    const { acr_values: acr = '', ui_locales: language = '' } = params;
    const asked = `Asked: ${escapeHtml(String(acr))} · ${escapeHtml(String(language))}`;
    const head = `<p>Development only: nobody is identified here.<br>${asked}</p>`;
    const cancel = '<form method="post"><button name="cancel" value="yes">Cancel</button></form>';
    const people = PERSONAS.map((persona) => personForm(persona, contextOf(acr))).join('');
    res.type('html').send(plainPage('FAS of development', `${head}${people}<h2>Nobody</h2>${cancel}`));
  },

  async post(req: Request, res: Response): Promise<void> {
    const { params } = await provider.interactionDetails(req, res);
    const context = contextOf(params['acr_values']);
    await provider.interactionFinished(req, res, chosenIn(new URLSearchParams(await text(req)), context));
  },
});

const contextOf = (acr: unknown): Context => (String(acr).includes(':enterprise:') ? 'enterprise' : 'citizen');

function personForm(
  { subject, firstName, lastName, nationalNumber, note, mandates }: Persona,
  context: Context,
): string {
  const name = escapeHtml([firstName, lastName].filter((part) => part !== null).join(' '));
  const button = (value: string, label: string, shown: string) =>
    `<button name="means" value="${value}" aria-label="${name}, ${label}">${shown}</button>`;
  const buttons = MEANS_OFFERED.flatMap(({ means, label, csamLevel }) => [
    button(means, label, `${label} (${csamLevel})`),
    ...(context === 'enterprise' ? mandates : []).map((number) =>
      button(`${means} ${number}`, `${label}, ${number}`, `${label} for ${number}`),
    ),
  ]);
  const about = `<h2>${name}</h2><p>${nationalNumber} · ${escapeHtml(note)}</p>`;
  return `<form method="post"><input type="hidden" name="subject" value="${subject}">${about}${buttons.join(' ')}</form>`;
}

function chosenIn(fields: URLSearchParams, context: Context) {
  const persona = PERSONAS.find(({ subject }) => subject === fields.get('subject'));
  const [chosen, number = null] = (fields.get('means') ?? '').split(' ');
  const by = MEANS_OFFERED.find(({ means }) => means === chosen);
  if (persona === undefined || by === undefined) {
    return { error: 'access_denied', error_description: 'the person cancelled' };
  }
  chooseMandate(persona.subject, EnterpriseNumber.safeParse(number).data ?? null);
  const { csamLevel, means } = by;
  return { login: { accountId: persona.subject, acr: acrOf(csamLevel, context), amr: [means], remember: false } };
}
