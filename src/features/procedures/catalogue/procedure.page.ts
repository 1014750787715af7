import type { Request, Response } from 'express';
import type { App } from '../../../app.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { NotFound } from '../../../domain/not-found.ts';
import type { SummaryList } from '../../../web/form/summary-list.ts';
import type { SafeHtml } from '../../../web/page/html.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { renderMarkdown } from '../../../web/page/long-texts.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { signedInOf } from '../../accounts/signed-in-citizen.ts';
import { isHandled } from '../definition/definition.ts';
import { departmentName } from '../definition/departments.ts';
import type { Procedures } from '../versions/procedures.ts';
import { type BeginForm, beginForm } from './begin-form.ts';
import { openingText } from './opening-text.ts';
import { closedText, contactFacts } from './procedure-contact.ts';
import { factsOf } from './procedure-facts.ts';

export type ProcedurePage = {
  title: string;
  name: TextInLanguage;
  summary: TextInLanguage;
  audiences: string;
  /** Says that the démarche is not open yet, has closed, or until when it is open; null when it is always open. */
  opening: string | null;
  /** The text of the department about being closed today. */
  closed: TextInLanguage | null;
  external: { href: string; text: string } | null;
  /** Null for what is handled elsewhere, or not open today. */
  begin: BeginForm | null;
  goodToKnow: { html: SafeHtml; lang: string | null };
  atHand: TextInLanguage[];
  facts: SummaryList;
  department: TextInLanguage;
  /** Empty where one asks the commune, as its page of contact says. */
  contact: SummaryList;
};
const procedureView = view<ProcedurePage>('procedures/catalogue/procedure');

/**
 * Shows one démarche: who may ask, what is needed, the identification, the fee, the delay, and every way to ask, also
 * without the internet.
 */
export const procedurePage = ({ clock }: Pick<App, 'clock'>, procedures: Pick<Procedures, 'current'>) => ({
  get(req: Request, res: Response): void {
    const definition = procedures.current(String(req.params['slug']))?.definition;
    if (definition === undefined) throw new NotFound();
    const shell = shellOf(res);
    const { t, language } = shell;
    const today = localDateOf(clock.now());
    const name = inLanguage(definition.name, language);
    const summary = inLanguage(definition.summary, language);
    shell.description = summary.text;
    const { text: goodToKnow, lang } = inLanguage(definition.goodToKnow, language);
    procedureView.render(res, {
      title: name.text,
      name,
      summary,
      audiences: definition.audiences.map((audience) => t(`procedures:audience.${audience}`)).join(' · '),
      opening: openingText(definition, today, shell),
      closed: closedText(definition, today, language),
      begin: beginForm(definition, { signedIn: signedInOf(res), today, shell }),
      external: isHandled(definition) ? null : externalWay(definition.external, shell),
      goodToKnow: { html: renderMarkdown(goodToKnow), lang },
      atHand: definition.atHand.map((thing) => inLanguage(thing, language)),
      facts: { rows: factsOf(definition, shell) },
      department: departmentName(definition.department, language),
      contact: { rows: contactFacts(definition.contact, shell) },
    });
  },
});

function externalWay({ address, operator }: { address: string; operator: string }, { t }: Shell) {
  return { href: address, text: t('procedures:external.link', { operator }) };
}
