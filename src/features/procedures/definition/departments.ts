import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LocalizedText } from '../../../domain/localized-text.ts';

/** The departments of the commune that handle démarches. */
export const DEPARTMENTS = [
  'population',
  'civil-status',
  'registers',
  'parking',
  'public-space',
  'commerce',
  'sustainability',
  'town-planning',
  'childcare',
  'school-care',
  'cleanliness',
  'culture',
  'festivities',
  'rooms',
] as const;
export type Department = (typeof DEPARTMENTS)[number];

const file = new URL('../departments.json', import.meta.url);
const Names = z.record(z.enum(DEPARTMENTS), LocalizedText);

/** The names of the departments. They are data, as the names of démarches are. */
export const DEPARTMENT_NAMES: Readonly<Record<Department, LocalizedText>> = Names.parse(
  JSON.parse(readFileSync(file, 'utf8')),
);
