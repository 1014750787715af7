/**
 * An answer as it is kept in JSON. Texts and dates (« 2026-12-31 ») are texts, amounts are numbers of cents, other
 * numbers are numbers, a yes or no is a boolean, several choices are a list, a composite field such as an address is an
 * object of its parts, and a repeatable block is a list of answers. `Answers` holds them by field id.
 */
export type Answer =
  | string
  | number
  | boolean
  | readonly string[]
  | Readonly<Record<string, string>>
  | readonly Answers[];
export type Answers = Readonly<{ [field: string]: Answer | undefined }>;
