import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Request, Response } from 'express';
import fc from 'fast-check';
import { z } from 'zod';
import { email, knownEmail } from '../../../../src/web/form/email.ts';
import {
  emptyForm,
  fieldsOf,
  firstForm,
  firstLists,
  line,
  parseForm,
  postedOf,
  says,
  secret,
  withError,
} from '../../../../src/web/form/parse.ts';
import { loadTexts } from '../../../../src/web/page/texts.ts';
import { Refusal } from '../../../../src/web/pipeline/refusals.ts';
import { commune } from '../../../support/commune.ts';

const MISSING = 'credentials:error.email.missing';
const WRONG = 'credentials:error.email.wrong';
const UNREADABLE = 'web:field.unreadable';
const TOO_LONG = 'web:field.tooLong';

/** What the field becomes, or the key of the only sentence said about it. */
function read(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  assert.equal(parsed.error.issues.length, 1, 'one sentence a field');
  return parsed.error.issues[0]?.message;
}

describe('a line of text', () => {
  const field = line(MISSING, 20);
  const rows: readonly (readonly [string, unknown, string])[] = [
    ['is trimmed', '  Lucie ', 'Lucie'],
    ['keeps one space where several stood', 'Marie \t\r\n  Claire', 'Marie Claire'],
    ['is composed', 'e\u0301', 'é'],
    ['is missing when not sent', undefined, MISSING],
    ['is missing when empty', '', MISSING],
    ['is missing when only spaces', ' \t\n\u00a0', MISSING],
    ['is missing when nothing of it is seen', '\u200b\u3164\u2800\u00ad', MISSING],
    ['has nothing unseen, and nothing that turns the direction', 'Lu\u200bcie\u202e\u0007', 'Lucie'],
    ['is missing when not a text', ['Lucie'], MISSING],
    ['holds no NUL', 'a\0b', UNREADABLE],
    ['holds no lone surrogate, high', 'a\ud800b', UNREADABLE],
    ['holds no lone surrogate, low', '\udc00', UNREADABLE],
    ['holds emoji', '🚲 Lucie', '🚲 Lucie'],
    ['may be as long as its limit', 'a'.repeat(20), 'a'.repeat(20)],
    ['may not be longer than its limit', 'a'.repeat(21), TOO_LONG],
    ['is measured once trimmed and composed', ` ${'e\u0301'.repeat(20)} `, 'é'.repeat(20)],
  ];
  for (const [rule, value, expected] of rows) it(rule, () => assert.equal(read(field, value), expected));

  it('that was accepted is accepted again, unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (typed) => {
        const first = field.safeParse(typed);
        if (first.success) assert.equal(read(field, first.data), first.data);
      }),
    );
  });
});

describe('a secret', () => {
  const field = secret(MISSING);
  const rows: readonly (readonly [string, unknown, string])[] = [
    ['is kept to the letter', '  e\u0301  Cerisier\t ', '  e\u0301  Cerisier\t '],
    ['may be spaces', ' ', ' '],
    ['is missing when not sent', undefined, MISSING],
    ['is missing when empty', '', MISSING],
    ['holds no NUL', 'cerisier\0', UNREADABLE],
    ['holds no lone surrogate', 'cerisier\udfff', UNREADABLE],
  ];
  for (const [rule, value, expected] of rows) it(rule, () => assert.equal(read(field, value), expected));
});

describe('an e-mail address', () => {
  const field = email(MISSING, WRONG);
  const domain = `${`${'d'.repeat(60)}.`.repeat(4)}be`;
  const longest = `${'l'.repeat(254 - 1 - domain.length)}@${domain}`;
  const rows: readonly (readonly [string, unknown, string])[] = [
    ['is trimmed and in lower case', ' Lucie.Lambert@Exemple.BE\n', 'lucie.lambert@exemple.be'],
    ['may have a tag', 'lucie+commune@exemple.be', 'lucie+commune@exemple.be'],
    ['may have an apostrophe', "o'neil@exemple.be", "o'neil@exemple.be"],
    ['is missing when not sent', undefined, MISSING],
    ['is missing when only spaces', '   ', MISSING],
    ['needs an @', 'lucie', WRONG],
    ['needs a domain', 'lucie@', WRONG],
    ['needs a name', '@exemple.be', WRONG],
    ['needs a dot in its domain', 'lucie@exemple', WRONG],
    ['is one address', 'lucie@exemple.be,jan@exemple.be', WRONG],
    ['is one address, whatever the separator', 'lucie@exemple.be;jan@exemple.be', WRONG],
    ['has no name around it', 'Lucie <lucie@exemple.be>', WRONG],
    ['has no line feed that would begin a header', 'lucie@exemple.be\nBcc: jan@exemple.be', WRONG],
    ['has no space', 'lu cie@exemple.be', WRONG],
    ['is ASCII', 'lucié@exemple.be', WRONG],
    ['may have a domain of other letters, kept as mail servers know it', 'lucie@éxemple.be', 'lucie@xn--xemple-9ua.be'],
    ['is shown back when more was left out than what is not seen', 'mailto:lucie@exemple.be', 'web:field.email.read'],
    ['has no letter that only looks like ASCII once lowered', 'lucie@\u212aexemple.be', WRONG],
    ['has no NUL', 'lucie\0@exemple.be', WRONG],
    ['may have 254 characters', longest, longest],
    ['may not have 255', `l${longest}`, WRONG],
  ];
  for (const [rule, value, expected] of rows) it(rule, () => assert.equal(read(field, value), expected));

  it('that is accepted is printable ASCII in lower case, as the database demands', () => {
    const near = fc.stringMatching(/^[ -~é]{0,12}@[ -~]{0,12}\.[a-zA-Z]{1,4}$/);
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), near), (typed) => {
        const parsed = field.safeParse(typed);
        if (parsed.success) assert.match(parsed.data, /^(?=.*@)[!-@[-~]{3,254}$/);
      }),
    );
  });
});

describe('the fields of a request', () => {
  const of = (body: unknown) => fieldsOf({ body } as Request);
  it('are texts by name', () => assert.deepEqual(of({ email: 'a', other: '' }), { email: 'a', other: '' }));
  it('are none without a body', () => assert.deepEqual(of(undefined), {}));
  for (const [name, body] of [
    ['a repeated field', { email: ['a', 'b'] }],
    ['a nested field', { email: { $ne: '' } }],
    ['a number', { age: 3 }],
    ['a list', ['a']],
    ['a text', 'email=a'],
  ] as const) {
    it(`are refused with a 400 for ${name}`, () => {
      assert.throws(
        () => of(body),
        (error) => error instanceof Refusal && error.status === 400,
      );
    });
  }
});

describe('a field that may come several times', () => {
  const { fr: t } = loadTexts(commune);
  const request = (body: unknown) => ({ body }) as Request;
  const schema = z.object({
    name: line('accounts:error.firstName.missing'),
    days: z.array(z.enum(['mo', 'tu', 'we'])).min(1, { error: says('web:error.choice.missing') }),
  });
  const parse = (body: unknown) => parseForm(schema, { shown: ['name'], ...postedOf(request(body), ['days']), t });

  it('is a list, however often it came', () => {
    for (const [sent, days] of [
      [
        ['mo', 'we'],
        ['mo', 'we'],
      ],
      ['tu', ['tu']],
    ] as const) {
      const answer = parse({ name: 'Lucie', days: sent });
      assert.ok(answer.ok);
      assert.deepEqual([answer.input.days, answer.form.lists.days], [days, days]);
    }
  });

  it('is an empty list when nothing is ticked, and told once, whichever of its values is wrong', () => {
    const choose = { field: 'days', message: t('web:error.choice.missing') };
    assert.deepEqual(parse({ name: 'Lucie' }).form, {
      values: { name: 'Lucie' },
      lists: { days: [] },
      errors: [choose],
    });
    const general = { field: 'days', message: t(UNREADABLE) };
    assert.deepEqual(parse({ name: 'Lucie', days: ['mo', 'x', 'y'] }).form.errors, [general]);
  });

  it('leaves the others single: a 400 when one of them comes twice', () => {
    assert.throws(
      () => postedOf(request({ name: ['a', 'b'], days: ['mo', 'tu'] }), ['days']),
      (error) => error instanceof Refusal && error.status === 400,
    );
  });

  it('comes back ticked after an expired session, one value or several', () => {
    const res = (interruptedFields?: Record<string, string | string[]>) =>
      ({ locals: { interruptedFields } }) as unknown as Response;
    const known = { days: ['tu'] };
    assert.deepEqual(firstLists(res(), known), known);
    assert.deepEqual(firstLists(res({ days: ['mo', 'we'], name: 'Lucie' }), known), { days: ['mo', 'we'] });
    assert.deepEqual(firstLists(res({ days: 'mo' }), known), { days: ['mo'] });
    assert.deepEqual(firstLists(res({ name: 'Lucie' }), known), { days: [] });
    assert.deepEqual(firstForm(res({ name: ['a', 'b'] }), ['name'], { name: 'Lucie' }).values, { name: 'Lucie' });
  });
});

describe('a submitted form', () => {
  const { fr: t } = loadTexts(commune);
  const schema = z.object({
    name: line('accounts:error.firstName.missing', 5),
    email: email(MISSING, WRONG),
    password: secret('credentials:error.password.missing'),
  });
  const shown = ['name', 'email'] as const;

  it('that is right gives what was read, and shows again what was typed', () => {
    const fields = { name: ' Lucie', email: 'Lucie@Exemple.be', password: ' x ', unknown: 'y' };
    assert.deepEqual(parseForm(schema, { shown, fields, t }), {
      ok: true,
      input: { name: 'Lucie', email: 'lucie@exemple.be', password: ' x ' },
      form: { values: { name: ' Lucie', email: 'Lucie@Exemple.be' }, lists: {}, errors: [] },
    });
  });

  it('that is wrong says one sentence a field, in the order of the form, in the language of the visitor', () => {
    const answer = parseForm(schema, { shown, fields: { name: 'Lucie-Anne' }, t });
    assert.ok(!answer.ok);
    assert.deepEqual(answer.form.errors, [
      { field: 'name', message: t(TOO_LONG, { max: 5 }) },
      { field: 'email', message: t(MISSING) },
      { field: 'password', message: t('credentials:error.password.missing') },
    ]);
    assert.deepEqual(answer.form.values, { name: 'Lucie-Anne', email: '' });
  });

  it('says only the first of several sentences about a field', () => {
    const strict = z.object({
      name: z
        .string()
        .min(3, { error: says(MISSING) })
        .regex(/^[a-z]+$/, { error: says(WRONG) }),
    });
    const answer = parseForm(strict, { shown, fields: { name: '1' }, t });
    assert.deepEqual(answer.form.errors, [{ field: 'name', message: t(MISSING) }]);
  });

  it('says what two fields get wrong together at the place of the field, not at the end', () => {
    const pair = z
      .object({ name: z.string(), again: z.string(), email: email(MISSING, WRONG) })
      .refine(({ name, again }) => name === again, { path: ['again'], error: says(TOO_LONG), when: () => true });
    const made = pair.transform(({ name }) => name).transform((name) => ({ name }));
    for (const asked of [pair, made]) {
      const { errors } = parseForm(asked, { shown, fields: { name: 'a', again: 'b' }, t }).form;
      assert.deepEqual(
        errors.map(({ field }) => field),
        ['again', 'email'],
      );
    }
  });

  it('says the general sentence where a rule has none of ours', () => {
    for (const rule of [z.string().max(2), z.string().max(2, { error: 'Too big' }), z.uuid(), z.enum(['a', 'b'])]) {
      const answer = parseForm(z.object({ name: rule }), { shown, fields: { name: 'Lucie' }, t });
      assert.deepEqual(answer.form.errors, [{ field: 'name', message: t(UNREADABLE) }]);
    }
  });

  it('may say a text that is data, in the language of the visitor, or else in French', () => {
    const { nl, de } = loadTexts(commune);
    const schema = z.object({ name: line({ fr: 'La plaque', nl: 'De plaat' }) });
    assert.equal(parseForm(schema, { shown, fields: {}, t: nl }).form.errors[0]?.message, 'De plaat');
    assert.equal(parseForm(schema, { shown, fields: {}, t: de }).form.errors[0]?.message, 'La plaque');
  });

  it('never repeats a password, right or wrong', () => {
    const password = 'cerisier tram nonante-deux';
    for (const fields of [{ password }, { name: 'Lucie', email: 'lucie@exemple.be', password }]) {
      assert.ok(!JSON.stringify(parseForm(schema, { shown, fields, t }).form).includes(password));
    }
    const any = fc.record({ name: fc.string(), email: fc.string(), password: fc.uuid() });
    fc.assert(
      fc.property(any, (fields) => {
        const { form } = parseForm(schema, { shown, fields, t });
        assert.deepEqual(Object.keys(form.values), ['name', 'email']);
        assert.ok(!JSON.stringify(form).includes(fields.password));
      }),
    );
  });

  it('first shows the given values, then rather what an expired session interrupted', () => {
    const res = (interruptedFields?: Record<string, string>) =>
      ({ locals: { interruptedFields } }) as unknown as Response;
    const given = { name: 'Lucie', email: 'a@b.be' };
    assert.deepEqual(firstForm(res(), shown, given).values, given);
    const interrupted = { name: 'Lucie-Anne', password: 'never' };
    assert.deepEqual(firstForm(res(interrupted), shown, given).values, { name: 'Lucie-Anne', email: 'a@b.be' });
    assert.deepEqual(emptyForm(shown), { values: { name: '', email: '' }, lists: {}, errors: [] });
  });

  it('shows an address back as it was read, and says so', () => {
    const fields = { name: 'Lucie', email: '<mailto:Lucie@Exemple.be>.' };
    const { form } = parseForm(schema, { shown, fields, t });
    assert.deepEqual(form.values, { name: 'Lucie', email: 'lucie@exemple.be' });
    assert.match(form.errors[0]?.message ?? '', /Nous avons lu lucie@exemple\.be/);
    assert.equal(read(knownEmail(MISSING, WRONG), fields.email), 'lucie@exemple.be');
  });

  it('takes one more error without changing the first form', () => {
    const form = emptyForm(shown);
    assert.deepEqual(withError(form, 'email', 'Déjà prise').errors, [{ field: 'email', message: 'Déjà prise' }]);
    assert.deepEqual(form.errors, []);
  });
});
