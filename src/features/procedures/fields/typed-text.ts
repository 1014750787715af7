import { visibleLine } from '../../../domain/visible-text.ts';
import type { Asking, Reading, Refused, Typed } from './field-kind.ts';

/**
 * Returns one line of text as a person sees it. It is empty when nothing was typed, and null when Postgres cannot store
 * it.
 */
export function typedLine(typed: Typed, control: string): string | null {
  return visibleLine(typed[control]?.[0] ?? '');
}

/** The parts of a field that reading a single control needs. */
type SimpleField = { id: string; optional?: true | undefined };
type Judge = (line: string, control: string) => Reading;

/**
 * Reads a field with one control. An empty line counts as left empty, a line that cannot be stored is refused, and any
 * other is judged.
 */
export function readLine(
  field: SimpleField,
  { typed, asking, judge }: { typed: Typed; asking: Asking; judge: Judge },
): Reading {
  const control = `${asking.prefix}${field.id}`;
  const line = typedLine(typed, control);
  if (line === null) return { ok: false, control, key: 'procedures:problem.unreadable' };
  return line === '' ? leftEmpty(field, control) : judge(line, control);
}

/** Accepts an empty answer where the field may stay empty, else asks for it. */
export function leftEmpty(field: SimpleField, control: string): Reading {
  return field.optional ? { ok: true, answer: undefined } : missing(control);
}

export function missing(control: string): Refused {
  return { ok: false, control, key: 'procedures:problem.missing' };
}
