import type { LanguageLink, ProfileButton, Shell, StaffBanner } from './shell.ts';

/** The model of views/partials/banner/profiles.ejs: the three blue buttons, which open without script. */
export type ProfilesBanner = {
  label: string;
  action: string;
  profiles: string;
  none: string;
  contact: string;
  members: string;
  buttons: readonly ProfileButton[];
  /** The account, shown in the citizen's menu on a narrow screen, where the banner has no room for it. */
  account: { name: string; label: string; href: string; signOut: { action: string; text: string } } | null;
};

/** The model of views/partials/banner/languages.ejs. Switching the language keeps the current page. */
export type LanguagesModel = { label: string; languages: readonly LanguageLink[] };

/** The model of views/partials/banner/citizen-banner.ejs: « Mon espace », the account and the three profiles. */
export type CitizenBannerModel = { shell: Shell };

/** The model of views/partials/banner/staff-banner.ejs, coloured otherwise, so that nobody takes it for the citizens’ banner. */
export type StaffBannerModel = { shell: Shell; banner: StaffBanner };
