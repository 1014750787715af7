/** Every address under `/{language}` that anybody may open, without what a test adds of its own. */
export const PUBLIC_PAGES = [
  '',
  '/faq',
  '/terms',
  '/privacy',
  '/accessibility',
  '/contact',
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
