import type accounts from './fr/accounts.json';
import type admin from './fr/admin.json';
import type audit from './fr/audit.json';
import type commune from './fr/commune.json';
import type credentials from './fr/credentials.json';
import type helpdesk from './fr/helpdesk.json';
import type identification from './fr/identification.json';
import type merge from './fr/merge.json';
import type mySpace from './fr/my-space.json';
import type notifications from './fr/notifications.json';
import type ownData from './fr/own-data.json';
import type procedures from './fr/procedures.json';
import type profiles from './fr/profiles.json';
import type site from './fr/site.json';
import type staff from './fr/staff.json';
import type submissions from './fr/submissions.json';
import type web from './fr/web.json';

type Catalogues = {
  accounts: typeof accounts;
  admin: typeof admin;
  audit: typeof audit;
  commune: typeof commune;
  credentials: typeof credentials;
  helpdesk: typeof helpdesk;
  identification: typeof identification;
  merge: typeof merge;
  'my-space': typeof mySpace;
  notifications: typeof notifications;
  'own-data': typeof ownData;
  procedures: typeof procedures;
  profiles: typeof profiles;
  site: typeof site;
  staff: typeof staff;
  submissions: typeof submissions;
  web: typeof web;
};
type WithoutPlural<K> = K extends `${infer Base}_${'one' | 'many' | 'other'}` ? Base : K;

/** A key such as `feature:name.of.text`. A key that the French catalogues do not hold does not compile. */
export type TextKey = {
  [Feature in keyof Catalogues]: `${Feature}:${WithoutPlural<keyof Catalogues[Feature] & string>}`;
}[keyof Catalogues];
