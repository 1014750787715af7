/** Every address under `/{language}` that anybody may open, without what a test adds of its own. */
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
];

/** Every address under `/{language}` behind sign-in. */
export const OWN_PAGES = [
  '/my-space',
  '/account',
  '/account/personal-data',
  '/account/email',
  '/account/password',
  '/account/preferences',
  '/account/sessions',
  '/account/data',
  '/account/closing',
];

/** Every address under `/{language}` about one profile, for a manager of it. */
export const profilePages = (number: string): string[] => [
  '/profiles/new/enterprise',
  '/profiles/new/association',
  ...['contact', 'job-title', 'members', 'members/invite', 'organisation', 'history'].map(
    (page) => `/profiles/${number}/${page}`,
  ),
];
