import type { z } from 'zod';
import type { Problem } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** Says what a schema finds wrong at a place of a definition, `raw`, and how it is mended. */
export function schemaProblem(issue: Issue, raw: unknown): Problem {
  const path = issue.path.map(String).join('.');
  const found = issue.path.reduce((at: unknown, name) => (isHolder(at) ? at[String(name)] : undefined), raw);
  const isMissing = found === undefined && (issue.code === 'invalid_type' || isOneOf(issue));
  return { path: path === '' ? 'the file' : path, message: isMissing ? missing(issue) : remedyOf(issue, found) };
}

function missing(issue: Issue): string {
  if (issue.code === 'invalid_type') return `is missing: add ${kindInWords(issue.expected)}`;
  return `is missing: add ${oneOf(valuesOf(issue))}`;
}

function remedyOf(issue: Issue, found: unknown): string {
  if (isOneOf(issue)) return `${JSON.stringify(found)} is not known here: write ${oneOf(valuesOf(issue))}`;
  switch (issue.code) {
    case 'invalid_type':
      return `${JSON.stringify(found)} is of another kind: write ${kindInWords(issue.expected)}`;
    case 'unrecognized_keys':
      return `there is no « ${issue.keys.join(' », « ')} » here: correct the spelling or take it out`;
    case 'too_small':
      return `${JSON.stringify(found)} is too little: give ${issue.minimum}${UNITS[issue.origin] ?? ''} or more`;
    case 'too_big':
      return `${JSON.stringify(found)} is too much: give ${issue.maximum}${UNITS[issue.origin] ?? ''} or less`;
    case 'not_multiple_of':
      return `${JSON.stringify(found)} has too many decimals: write a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return `${JSON.stringify(found)} is not right: ${FORMATS[issue.format] ?? issue.message}`;
    default:
      return issue.message;
  }
}

const UNITS: Readonly<Record<string, string>> = { array: ' in the list', string: ' characters' };
const FORMATS: Readonly<Record<string, string>> = {
  date: 'write a day such as « 2026-12-31 »',
  email: 'write an address such as « service@commune.example »',
};
const KINDS: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number without quotes',
  int: 'a whole number without quotes',
  boolean: 'true or false',
  array: 'a list in square brackets',
  object: 'an object in braces',
};

const kindInWords = (expected: string): string => KINDS[expected] ?? expected;

/** Returns true where only some values are allowed: those of a list, or the names of the kinds of a thing. */
function isOneOf(issue: Issue): boolean {
  return issue.code === 'invalid_value' || (issue.code === 'invalid_union' && 'options' in issue);
}

function valuesOf(issue: Issue): readonly unknown[] {
  if (issue.code === 'invalid_value') return issue.values;
  return 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
}

function oneOf(values: readonly unknown[]): string {
  const written = values.map((value) => JSON.stringify(value)).join(', ');
  return values.length === 1 ? written : `one of ${written}`;
}

function isHolder(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
