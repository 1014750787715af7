import { z } from 'zod';
import type { App } from '../../../../app.ts';
import { LANGUAGE_NAMES } from '../../../../domain/language.ts';
import type { TextKey } from '../../../../locales/keys.ts';
import { checkboxesField, errorOf } from '../../../../web/form/fields.ts';
import { optionalParagraphs } from '../../../../web/form/paragraphs.ts';
import { says } from '../../../../web/form/parse.ts';
import { walk } from '../../../procedures/journey.ts';
import { askableFields, askableIds } from '../../../submissions/amendment/askable-fields.ts';
import { fieldsToCorrect } from '../../../submissions/correction/waiting-corrections.ts';
import { unsealAnswers } from '../../../submissions/draft/sealed-answers.ts';
import type { Change } from '../../../submissions/handling/change-submission.ts';
import type { Submission } from '../../../submissions/submission.ts';
import { mayBecome } from '../../../submissions/submission-status.ts';
import type { OpenedSubmission } from '../open-submission.ts';
import type { Act, ActApp, ActControl, ActForm, ActShown } from './act.ts';

type AskingApp = ActApp & Pick<App, 'texts'>;
/** The sentences that agents write most often, in the language of the request. */
const SENTENCES = ['unreadable', 'pages', 'outdated', 'unsigned', 'other', 'precise', 'differs'] as const;
const sentenceKey = (name: (typeof SENTENCES)[number]) =>
  `submissions:completion.sentence.${name}` as const satisfies TextKey;

const fields = z
  .object({
    fields: z.array(z.string()).min(1, { error: says('admin:error.fields.missing') }),
    sentences: z.array(z.enum(SENTENCES)),
    text: optionalParagraphs(4_000),
  })
  .refine(({ sentences, text }) => sentences.length > 0 || text !== '', {
    path: ['text'],
    error: says('admin:error.text.asked'),
  });

/** Asks the citizen for answers or documents again. The delay stands still until they come. */
export function completionRequest(app: AskingApp): Act<typeof fields> {
  return {
    may: ({ status }) => mayBecome(status, { status: 'to-complete', by: 'staff' }),
    words: ({ shell: { t } }) => ({
      title: t('admin:completion.title'),
      told: t('admin:completion.told'),
      submit: t('admin:completion.submit'),
    }),
    fields,
    shown: ['text'],
    repeated: ['fields', 'sentences'],
    notice: 'admin:notice.completion-requested',
    controls: (shown) => controls(app, shown),
    act: (_tx, submission, { input }) => ask(app, submission, input),
  };
}

function controls({ texts }: AskingApp, { opened, form: typed, shell }: ActShown): ActControl[] {
  const { t } = shell;
  const form = withCorrections(typed, opened);
  const asked = askableFields(opened, shell).map(({ id, label, step, answer }) => ({
    value: id,
    label,
    hint: t('admin:completion.now', { step, answer: beginningOf(answer) }),
  }));
  const theirs = texts[opened.submission.language];
  const sentences = SENTENCES.map((value) => ({ value, label: theirs(sentenceKey(value)) }));
  const boxes = (name: 'fields' | 'sentences', choices: typeof asked | typeof sentences): ActControl => {
    const legend = t(`admin:completion.${name}`);
    return { look: 'checkboxes', field: checkboxesField({ name, legend, choices }, form) };
  };
  const label = t('admin:completion.text');
  const hint = t('admin:completion.text.hint', { language: LANGUAGE_NAMES[opened.submission.language] });
  const value = form.values['text'] ?? '';
  return [
    boxes('fields', asked),
    boxes('sentences', sentences),
    { look: 'area', field: { name: 'text', label, hint, value, error: errorOf(form, 'text') } },
  ];
}

/** Ticks the fields that a citizen asked to correct, when the form is first shown. */
function withCorrections(form: ActForm, { events }: OpenedSubmission): ActForm {
  if (form.errors.length > 0 || (form.lists['fields'] ?? []).length > 0) return form;
  return { ...form, lists: { ...form.lists, fields: fieldsToCorrect(events) } };
}

const HINT_MOST = 120;
const beginningOf = (answer: string): string =>
  answer.length > HINT_MOST ? `${answer.slice(0, HINT_MOST).trimEnd()}…` : answer;

/** Returns null for a field that the form does not show with the present answers. */
async function ask(
  { procedures, sealing, texts }: AskingApp,
  { id, slug, version, answers, language }: Submission,
  input: z.output<typeof fields>,
): Promise<Change | null> {
  const definition = await procedures.form(slug, version);
  const known = askableIds(walk(definition, unsealAnswers(sealing, { of: id, answers })));
  if (input.fields.some((one) => !known.includes(one))) return null;
  const sentences = input.sentences.map((name) => texts[language](sentenceKey(name))).join('\n');
  const text = [sentences, input.text].filter((part) => part !== '').join('\n\n');
  const asked = known.filter((one) => input.fields.includes(one));
  return { event: { name: 'completion-requested', detail: { fields: asked, text } }, status: 'to-complete' };
}
