/**
 * The functions that a person may hold in an organisation, in the order in which they are offered. The text of each has
 * the key `jobTitle.<key>`.
 */
export const jobTitles = [
  'director',
  'managing-director',
  'daily-manager',
  'chair',
  'secretary',
  'treasurer',
  'manager',
  'founder',
  'active-partner',
  'permanent-representative',
  'self-employed',
  'proxy-holder',
  'staff-member',
  'third-party-adviser',
  'other',
] as const;
export type JobTitle = (typeof jobTitles)[number];

export function isJobTitle(text: string): text is JobTitle {
  return (jobTitles as readonly string[]).includes(text);
}
