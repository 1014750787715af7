import { z } from 'zod';
import { isStorable, visibleLine } from '../../../domain/visible-text.ts';
import { errorOf, type FormShown, type Radios, radiosField, type TextArea } from '../../../web/form/fields.ts';
import { FormId, formIdOf } from '../../../web/form/form-id.ts';
import { type Sentence, says } from '../../../web/form/parse.ts';
import type { Translate } from '../../../web/page/texts.ts';
import { type Grounds, PROOFS, REASONS, type Said } from './help-acts.ts';

const WORDS_MAX = 1_000;
/** Free words, which may be empty. */
export const words = z
  .string()
  .default('')
  .refine(isStorable, { error: says('web:field.unreadable') })
  .transform((typed) => visibleLine(typed) ?? '')
  .pipe(z.string().max(WORDS_MAX, { error: says('web:field.tooLong') }));

/** A code of a closed list. Any other text is accepted too: `groundsOf` takes it as the words of « other ». */
const oneOf = (missing: Sentence) =>
  z
    .string({ error: says(missing) })
    .refine(isStorable, { error: says('web:field.unreadable') })
    .transform((typed) => visibleLine(typed) ?? '')
    .pipe(
      z
        .string()
        .min(1, { error: says(missing) })
        .max(WORDS_MAX, { error: says('web:field.tooLong') }),
    );

export const GROUNDS_SHOWN = ['reason', 'reasonWords', 'proof', 'proofWords', 'form'] as const;

/** The reason of an act and how the person was recognised. « Other » asks for words. */
export const groundsFields = {
  reason: oneOf('helpdesk:error.reason.missing'),
  reasonWords: words,
  proof: oneOf('helpdesk:error.proof.missing'),
  proofWords: words,
  /** The id of the form: a form that is sent twice acts once. */
  form: FormId,
};

type Parsed = { reason: string; reasonWords: string; proof: string; proofWords: string };

/** Requires words when « other » was chosen, in a schema made of `groundsFields`. */
export const saidInWords = z.superRefine<Parsed>((value, context) => {
  const { reason, proof } = groundsOf(value);
  if (reason.code === 'other' && reason.words === '') {
    context.addIssue({ code: 'custom', path: ['reasonWords'], message: says('helpdesk:error.words.missing') });
  }
  if (proof.code === 'other' && proof.words === '') {
    context.addIssue({ code: 'custom', path: ['proofWords'], message: says('helpdesk:error.words.missing') });
  }
});

export function groundsOf({ reason, reasonWords, proof, proofWords }: Parsed): Grounds {
  return { reason: saidOf(REASONS, reason, reasonWords), proof: saidOf(PROOFS, proof, proofWords) };
}

function saidOf<Code extends string>(codes: readonly (Code | 'other')[], typed: string, more: string) {
  const code = codes.find((one) => one === typed);
  const said = code === undefined ? { code: 'other', words: `${typed} ${more}`.trim() } : { code, words: more };
  return said as Said<Code | 'other'>;
}

export type GroundsFields = {
  form: string;
  reason: Radios;
  reasonWords: TextArea;
  proof: Radios;
  proofWords: TextArea;
};

export function groundsControls(form: FormShown, t: Translate): GroundsFields {
  const area = (name: 'reasonWords' | 'proofWords'): TextArea => ({
    name,
    label: t(`helpdesk:field.${name}`),
    hint: t(`helpdesk:field.${name}.hint`),
    value: form.values[name] ?? '',
    error: errorOf(form, name),
  });
  return {
    form: formIdOf(form),
    reason: radiosField(
      {
        name: 'reason',
        legend: t('helpdesk:field.reason'),
        choices: REASONS.map((value) => ({ value, label: t(`helpdesk:reason.${value}`) })),
      },
      form,
    ),
    reasonWords: area('reasonWords'),
    proof: radiosField(
      {
        name: 'proof',
        legend: t('helpdesk:field.proof'),
        hint: t('helpdesk:field.proof.hint'),
        choices: PROOFS.map((value) => ({ value, label: t(`helpdesk:proof.${value}`) })),
      },
      form,
    ),
    proofWords: area('proofWords'),
  };
}
