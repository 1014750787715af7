import {
  BY_COMMUNE,
  DAYS,
  type DeclaredMail,
  type Link,
  type MailBound,
  mail,
  of,
} from '../notifications/mail-bounds.ts';

/** The mails about a profile that `profile-notices.ts` sends. */
export const PROFILE_NOTICES = [
  'access-asked',
  'access-accepted',
  'access-refused',
  'access-handed-over',
  'access-at-commune',
  'role-changed',
  'membership-end-set',
  'membership-ended',
  'organisation-claimed',
  'organisation-verified',
  'organisation-contested',
] as const;

/** They name the profile by its enterprise number, as its name was typed by somebody. */
type AboutProfile = Link & { number: string };
const BY_MANAGER: MailBound = {
  recipient: of(10, DAYS),
  sender: of(50, DAYS),
  why: 'a manager decides about somebody; Mon espace tells it too',
};
const byManager = mail<AboutProfile>(BY_MANAGER);
const byCommune = mail<AboutProfile>(BY_COMMUNE);

/** The mails about organisations and who acts for them. */
export const profileMails = {
  invitation: mail<AboutProfile>({
    recipient: of(5, DAYS),
    sender: of(20, DAYS),
    why: 'to people who asked for nothing',
    countedAtForm: true,
  }),
  'access-asked': mail<AboutProfile>({
    recipient: of(10, DAYS),
    sender: of(10, DAYS),
    why: 'anybody may ask to join any organisation',
    countedAtForm: true,
  }),
  'access-accepted': byManager,
  'access-refused': byManager,
  /** `role` is the new one, in words. */
  'role-changed': mail<AboutProfile & { role: string }>(BY_MANAGER),
  'membership-end-set': byManager,
  'membership-ended': byManager,
  'access-handed-over': byCommune,
  'access-at-commune': mail<AboutProfile>({
    recipient: null,
    sender: null,
    why: 'the commune’s own mailbox, once for each request',
  }),
  'organisation-claimed': byCommune,
  'organisation-verified': byCommune,
  'organisation-contested': byCommune,
} satisfies Record<(typeof PROFILE_NOTICES)[number] | 'invitation', DeclaredMail>;
