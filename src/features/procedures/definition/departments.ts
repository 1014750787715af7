import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Language } from '../../../domain/language.ts';
import { inLanguage, LocalizedText, type TextInLanguage } from '../../../domain/localized-text.ts';

/** A department as rows and definitions name it: one of the list, or one that a later list no longer has. */
export const Department = z.string().regex(/^[a-z]+(?:-[a-z]+)*$/);
export type Department = z.infer<typeof Department>;

const file = new URL('../departments.json', import.meta.url);
const NAMES = new Map(
  Object.entries(z.record(Department, LocalizedText).parse(JSON.parse(readFileSync(file, 'utf8')))),
);

/** The departments of the commune that handle démarches. They are data, as démarches are. */
export const DEPARTMENTS: readonly Department[] = [...NAMES.keys()];

/** Returns how a department is called; one that the list no longer has is named as it stands. */
export function namesOfDepartment(department: Department): LocalizedText {
  return NAMES.get(department) ?? { fr: department, nl: department, en: department, de: department };
}

export function departmentName(department: Department, language: Language): TextInLanguage {
  return inLanguage(namesOfDepartment(department), language);
}
