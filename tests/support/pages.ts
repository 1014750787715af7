import type { Visitor } from './visitor.ts';

/** Every address under `/{language}` that anybody may open, except those that a test adds. */
export const PUBLIC_PAGES = [
  '',
  '/faq',
  '/terms',
  '/privacy',
  '/accessibility',
  '/contact',
  '/procedures',
  '/procedures/e-bike-grant',
  '/sign-in',
  '/sign-up',
  '/password-reset',
  '/verification',
];

/** Every address under `/{language}` that asks to sign in. */
export const OWN_PAGES = [
  '/my-space',
  '/my-space/claim',
  '/account',
  '/account/personal-data',
  '/account/email',
  '/account/password',
  '/account/preferences',
  '/account/identity',
  '/account/recovery',
  '/account/sessions',
  '/account/history',
  '/account/merge',
  '/account/data',
  '/identification',
  '/account/closing',
];

/** Returns every address under `/{language}` about one profile, for a manager of it. */
export const profilePages = (number: string): string[] => [
  '/profiles/new/enterprise',
  '/profiles/new/association',
  ...['contact', 'job-title', 'role', 'members', 'members/invite', 'organisation', 'history'].map(
    (page) => `/profiles/${number}/${page}`,
  ),
];

/** Follows the link with those words, as a reader would. Throws when the page has none. */
export async function follow(visitor: Visitor, words: 'Plus anciens' | 'Plus récents'): Promise<string> {
  const [, href] = new RegExp(`href="([^"]+)"[^>]*>${words}</a>`).exec(visitor.page.html) ?? [];
  if (href === undefined) throw new Error(`no link « ${words} » on ${visitor.page.url}`);
  return (await visitor.open(href)).html;
}

export const offers = ({ page }: Visitor, words: 'Plus anciens' | 'Plus récents'): boolean =>
  page.html.includes(`>${words}</a>`);
