import type { Request, Response } from 'express';
import { localDateOf } from '../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { type SummaryList, summaryRow } from '../../../web/form/summary-list.ts';
import { formatLocalDate } from '../../../web/page/format.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import { delayText } from '../../procedures/catalogue/procedure-facts.ts';
import { type Definition, type HandledDefinition, isHandled } from '../../procedures/definition/definition.ts';
import type { FieldDefinition } from '../../procedures/definition/field-definition.ts';
import { isOptional } from '../../procedures/definition/optional.ts';
import { fieldsById, labelOf, whenWords } from './condition-words.ts';
import type { ProceduresApp } from './procedure-asked.ts';
import { type RuleLine, ruleLines } from './rule-lines.ts';
import { fileFee } from './settings-words.ts';

/** One question of the form. `details` says its kind, whether it may stay empty, and when it is asked. */
export type QuestionLine = { label: string; details: string[]; inside: QuestionLine[] };
export type DefinitionPage = {
  title: string;
  name: TextInLanguage;
  back: OwnPath;
  facts: SummaryList;
  steps: { title: string; when: string | null; questions: QuestionLine[] }[];
  rules: RuleLine[];
  declarations: TextInLanguage[];
  /** The definition as it is written in its file. */
  source: string;
};
const definitionView = view<DefinitionPage>('admin/procedures/definition');

/** Shows the definition of a démarche, with the fee and the delay of today, as somebody reads it who writes no code. */
export const definitionPage = (app: Pick<ProceduresApp, 'clock' | 'procedures'>) => ({
  get(req: Request, res: Response): void {
    const procedure = app.procedures.current(String(req.params['slug']));
    if (procedure === null) throw new NotFound();
    const shell = shellOf(res);
    const { definition, file, version } = procedure;
    const name = inLanguage(definition.name, shell.language);
    definitionView.render(res, {
      title: shell.t('admin:procedures.definition'),
      name,
      back: shell.at(`/admin/procedures/${file.slug}`),
      facts: factsOf(definition, version, shell),
      steps: isHandled(definition) ? stepsOf(definition, shell) : [],
      rules: isHandled(definition) ? ruleLines(definition, localDateOf(app.clock.now()), shell) : [],
      declarations: isHandled(definition)
        ? definition.declarations.map(({ text }) => inLanguage(text, shell.language))
        : [],
      source: JSON.stringify(file, null, 2),
    });
  },
});

function factsOf(definition: Definition, version: number, shell: Shell): SummaryList {
  const { t, language } = shell;
  const { fee, delay, identification, audiences, theme } = definition;
  const source = ({ source: from, asOf }: { source: string; asOf: string }) =>
    t('admin:definition.source', { source: from, date: formatLocalDate(asOf, language) });
  return {
    rows: [
      summaryRow(t('admin:definition.version'), String(version)),
      summaryRow(t('admin:definition.for'), audiences.map((one) => t(`procedures:audience.${one}`)).join(' · ')),
      summaryRow(t('procedures:catalogue.theme'), t(`procedures:theme.${theme}`)),
      summaryRow(t('procedures:fact.identification'), t(`procedures:identification.${identification.level}`)),
      summaryRow(t('procedures:fact.fee'), [fileFee(definition, shell), source(fee)]),
      summaryRow(t('procedures:fact.delay'), [delayText(delay, t), source(delay)]),
      ...(isHandled(definition)
        ? [summaryRow(t('admin:definition.kept'), keptWords(definition, shell))]
        : [summaryRow(t('procedures:external.title'), definition.external.operator)]),
    ],
  };
}

function keptWords({ privacy: { retentionYears: count, fate } }: HandledDefinition, { t }: Shell): string {
  return t(`admin:definition.kept.${fate}`, { years: count });
}

function stepsOf(definition: HandledDefinition, shell: Shell): DefinitionPage['steps'] {
  const known = fieldsById(definition);
  const when = (condition: FieldDefinition['if']) => whenWords(condition, known, shell);
  const question = (field: FieldDefinition): QuestionLine => {
    const asked = when(field.if);
    const must = field.type !== 'notice' && isOptional(field as Parameters<typeof isOptional>[0]);
    return {
      label:
        field.type === 'notice'
          ? inLanguage(field.text, shell.language).text
          : labelOf(field, field.id, shell.language),
      details: [
        shell.t(`admin:fieldType.${field.type}`),
        ...(must ? [shell.t('admin:definition.optional')] : []),
        ...(asked === null ? [] : [asked]),
      ],
      inside: field.type === 'group' ? field.fields.map(question) : [],
    };
  };
  return definition.steps.map((step) => ({
    title: inLanguage(step.title, shell.language).text,
    when: when(step.if),
    questions: step.fields.map(question),
  }));
}
