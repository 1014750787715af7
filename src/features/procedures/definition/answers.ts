/**
 * What is kept of an answer, by field id, as JSON: texts and dates (« 2026-12-31 ») as text, amounts in cents and other
 * numbers as numbers, a yes or no as a boolean, several choices as a list, composite fields (an address) by part, the items
 * of a repeatable block as a list of answers.
 */
export type Answer =
  | string
  | number
  | boolean
  | readonly string[]
  | Readonly<Record<string, string>>
  | readonly Answers[];
export type Answers = Readonly<{ [field: string]: Answer | undefined }>;
