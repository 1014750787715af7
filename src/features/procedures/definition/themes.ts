/** The fourteen themes of the commune's own guide, in its order. Their texts have the keys `procedures:theme.*`. */
export const THEMES = [
  'money',
  'citizenship',
  'sustainability',
  'public-space',
  'foreigners',
  'family',
  'identity',
  'justice',
  'housing',
  'leisure',
  'mobility',
  'administration',
  'social',
  'work',
] as const;
export type Theme = (typeof THEMES)[number];
