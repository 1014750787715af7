import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { DefinitionError, readDefinition } from '../../../../src/features/procedures/definition/read-definition.ts';

const FILE = 'e-bike-grant.json';
const text = readFileSync(new URL(`../../../../src/features/procedures/definitions/${FILE}`, import.meta.url), 'utf8');

type Json = { [name: string]: Json } & Json[] & (string | number | boolean);
/** The grant with something changed: what reading it says. */
function said(change: (definition: Json) => void): string {
  const definition = JSON.parse(text) as Json;
  change(definition);
  try {
    readDefinition(FILE, JSON.stringify(definition));
  } catch (error) {
    assert.ok(error instanceof DefinitionError);
    return error.message;
  }
  return '';
}
const set = (path: string, value: unknown) => (definition: Json) => {
  const names = path.split('.');
  const last = names.pop() ?? '';
  const parent = names.reduce<Json>((at, name) => at[name] as Json, definition);
  (parent as Record<string, unknown>)[last] = value;
};

const notBefore = (change: Record<string, unknown>) => ({
  rule: 'notBefore',
  field: 'invoiceDate',
  day: 'today+7d',
  if: { field: 'model', is: 'x' },
  error: { fr: 'le {{date}}', nl: '{{date}}' },
  ...change,
});

const NOTHING_COUNTED = { kind: 'computed', base: 0, per: [], source: 'x', asOf: '2026-11-25' };

/** What to do stands behind what is wrong. */
const REMEDY = /: (?:add|write|give|correct|exchange|refer|rename|mend|it must be)\b/;

describe('a definition', () => {
  it('is read as it stands', () =>
    assert.equal(
      said(() => {}),
      '',
    ));

  const MISTAKES: [string, unknown, RegExp][] = [
    ['slug', 'grant', /slug: the file must be called grant\.json: rename it, or mend the slug/],
    ['colour', 'red', /: the file: there is no « colour » here: correct the spelling or take it out/],
    ['theme', undefined, /theme: is missing: add one of "money", /],
    ['delay', undefined, /delay: is missing: add an object in braces/],
    ['name', { fr: 'Prime' }, /name\.nl: is missing: add a text in quotes/],
    ['name', 'Prime', /name: "Prime" is of another kind: write an object in braces/],
    ['summary.nl', ' ', /summary\.nl: " " is too little: give 1 characters or more/],
    ['theme', 'bikes', /theme: "bikes" is not known here: write one of "money", /],
    ['slug', 'E bike', /slug: "E bike" is not right: write small letters, with hyphens between words/],
    ['identification', { level: 2 }, /identification\.why: is missing: add an object in braces/],
    ['identification', {}, /identification\.level: is missing: add one of 0, 1, 2, 3/],
    ['identification', { level: 9 }, /identification\.level: 9 is not known here: write one of 0, 1, 2, 3/],
    ['delay.days', 401, /delay\.days: 401 is too much: give 400 or less/],
    ['delay.days', 1.5, /delay\.days: 1\.5 is of another kind: write a whole number without quotes/],
    ['opensOn', '1/3/2027', /opensOn: "1\/3\/2027" is not right: write a day such as « 2026-12-31 »/],
    ['contact', { email: 'x' }, /contact\.email: "x" is not right: write an address such as/],
    ['closure', { from: '2027-02-02', to: '2027-02-01' }, /closure\.to: `to` is before `from`: exchange them/],
    ['audiences', [], /audiences: \[\] is too little: give 1 in the list or more/],
    ['steps.0.fields.0.optional', false, /fields\.0\.optional: false is not known here: write true/],
    ['steps.0.fields.0.id', 'First name', /fields\.0\.id: "First name" is not right: write an id in camelCase/],
    ['steps.0.fields.0.type', 'string', /fields\.0\.type: "string" is not known here: write one of "text", /],
    ['steps.1.if', { field: 'firstName', equals: 'x' }, /steps\.1\.if: write a condition: \{ "field"/],
    ['steps.0.fields', [], /steps\.0\.fields: \[\] is too little: give 1 in the list or more/],
    ['steps.1.id', 'applicant', /steps\.1\.id: « applicant » stands twice/],
    [
      'steps.0.fields.0.propose',
      'household',
      /steps\.0\.fields\.0\.propose: « household » is not proposed here: write/,
    ],
    ['steps.1.id', 'check', /steps\.1\.id: « check » is another page of a draft/],
    ['steps.1.id', 'profile', /steps\.1\.id: « profile » is another page of a draft/],
    ['steps.1.fields.0.id', 'firstName', /steps\.1\.fields\.0\.id: « firstName » stands twice/],
    ['steps.1.fields.1.max', 0, /steps\.1\.fields\.1\.max: max 0 is below min 1/],
    ['steps.1.fields.0.max', 'tomorrow', /« today\+7d »/],
    ['steps.1.fields.2.pattern', '.*', /steps\.1\.fields\.2: there is no « pattern » here/],
    ['steps.0.fields.0.if', { field: 'price', atLeast: 10 }, /steps\.0\.fields\.0\.if: « price » is not asked before/],
    ['steps.0.if', { field: 'nothing', is: 'x' }, /steps\.0\.if: « nothing » is not asked before/],
    [
      'rules',
      [{ rule: 'after', field: 'invoiceDate', than: 'model', error: { fr: 'x', nl: 'x' } }],
      /« model » is of type text/,
    ],
    ['rules', [notBefore({ field: 'model' })], /rules\.0: « model » is of type text: it must be one of date/],
    ['rules', [notBefore({ if: { field: 'nope', is: 'x' } })], /rules\.0\.if: « nope » is not asked before/],
    ['rules', [notBefore({ day: 'soon' })], /rules\.0\.day: "soon" is not right: give « today »/],
    [
      'rules',
      [notBefore({ error: { fr: 'le {{date}}', nl: 'x' } })],
      /rules\.0\.error\.nl: the day is not named: write « \{\{date\}\} »/,
    ],
    ['rules', [{ rule: 'sumAtMost', of: 'nope', most: 3, error: { fr: 'x', nl: 'x' } }], /there is no field « nope »/],
    [
      'fee',
      { kind: 'computed', base: 1, per: [{ field: 'model', amount: 2 }], source: 'x', asOf: '2026-11-25' },
      /fee\.per\.0: « model » is of type text/,
    ],
    [
      'fee',
      {
        ...{ kind: 'computed', base: 1, source: 'x', asOf: '2026-11-25' },
        per: [{ field: 'price', times: ['model'], days: { from: 'invoiceDate', until: 'model' }, amount: 2 }],
        also: [{ if: { field: 'nothing', is: true }, amount: 1 }],
      },
      /fee\.per\.0: « model » is of type text.*\n.*fee\.per\.0\.days: « model » is of type text: it must be one of date\n.*fee\.also\.0\.if: « nothing »/,
    ],
    ['fee', NOTHING_COUNTED, /fee: nothing is counted: add a line to « per » or « also »/],
    ['fee', { ...NOTHING_COUNTED, also: [] }, /fee: nothing is counted: add a line/],
    ['fee', { kind: 'none', asOf: '2026-11-25' }, /fee\.source: is missing: add a text in quotes/],
    [
      'fee',
      { kind: 'fixed', amount: 1.005, source: 'x', asOf: '2026-11-25' },
      /fee\.amount: 1\.005 has too many decimals/,
    ],
  ];
  for (const [path, value, expected] of MISTAKES) {
    it(`is refused by file and path when ${path} is ${JSON.stringify(value)}`, () => {
      const message = said(set(path, value));
      assert.match(message, expected);
      for (const line of message.split('\n')) {
        assert.ok(line.startsWith(`${FILE}: `), line);
        assert.match(line, REMEDY);
      }
    });
  }

  it('is refused when a condition names a choice that the field has not, also inside a block', () => {
    const choice = { type: 'choice', id: 'kind', label: { fr: 'x', nl: 'x' }, choices: choices('a', 'b') };
    const group = {
      type: 'group',
      id: 'people',
      label: { fr: 'x', nl: 'x' },
      item: { fr: 'x', nl: 'x' },
      fields: [
        { ...choice, id: 'inner' },
        { type: 'text', id: 'why', label: { fr: 'x', nl: 'x' }, if: { field: 'inner', is: 'c' } },
      ],
    };
    const asked = [
      choice,
      group,
      { type: 'text', id: 'note', label: { fr: 'x', nl: 'x' }, if: { not: { field: 'kind', is: 'c' } } },
    ];
    const message = said(set('steps.0.fields', asked));
    assert.match(message, /steps\.0\.fields\.2\.if\.not: « kind » has no choice « c »: write one of a, b/);
    assert.match(message, /steps\.0\.fields\.1\.fields\.1\.if: « inner » has no choice « c »/);
  });

  it('is refused when a repeatable block asks for documents, with where they are asked instead', () => {
    const words = { fr: 'x', nl: 'x' };
    const photos = { type: 'file', id: 'photos', label: words };
    const name = { type: 'text', id: 'street', label: words };
    const group = { type: 'group', id: 'places', label: words, item: words, fields: [name, photos] };
    const message = said(set('steps.1.fields', [group]));
    assert.match(
      message,
      /^e-bike-grant\.json: steps\.1\.fields\.0\.fields\.1\.type: a repeatable block takes no documents: .* one field « file » behind/m,
    );
    assert.doesNotMatch(said(set('steps.1.fields', [{ ...group, fields: [name] }, photos])), /documents/);
  });

  it('says all that is wrong at once, and that a file is not JSON', () => {
    const message = said((definition) => {
      set('steps.1.id', 'applicant')(definition);
      set('steps.1.fields.0.id', 'firstName')(definition);
    });
    assert.equal(message.split('\n').length, 2);
    assert.throws(() => readDefinition(FILE, '{'), /e-bike-grant\.json: not JSON/);
  });
});

function choices(...values: string[]) {
  return values.map((value) => ({ value, label: { fr: value, nl: value } }));
}
