import { visibleLine } from '../../../domain/visible-text.ts';
import type { Asking, Reading, Refused, Typed } from './field-kind.ts';

/** One line as it is seen; empty when nothing was typed. Null when it cannot be kept. */
export function typedLine(typed: Typed, control: string): string | null {
  return visibleLine(typed[control]?.[0] ?? '');
}

/** What reading one control needs to know of a field. */
export type SimpleField = { id: string; optional?: true | undefined };
type Judge = (line: string, control: string) => Reading;

/** For a field of one control: an empty line is « left empty », one that cannot be kept is refused, the rest is judged. */
export function readLine(
  field: SimpleField,
  { typed, asking, judge }: { typed: Typed; asking: Asking; judge: Judge },
): Reading {
  const control = `${asking.prefix}${field.id}`;
  const line = typedLine(typed, control);
  if (line === null) return { ok: false, control, key: 'procedures:problem.unreadable' };
  return line === '' ? leftEmpty(field, control) : judge(line, control);
}

/** Nothing, where the field may stay empty; else it is asked for. */
export function leftEmpty(field: SimpleField, control: string): Reading {
  return field.optional ? { ok: true, answer: undefined } : missing(control);
}

export function missing(control: string): Refused {
  return { ok: false, control, key: 'procedures:problem.missing' };
}
