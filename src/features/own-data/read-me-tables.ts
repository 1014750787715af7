import { formatEnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import { formatReference } from '../../domain/numbers/reference.ts';
import { formatPhone } from '../../domain/phone-number.ts';
import { formatDateTime, formatLocalDate } from '../../web/page/format.ts';
import type { Shell } from '../../web/page/shell.ts';
import { isTextKey } from '../../web/page/texts.ts';
import type { AccountExport } from './export-account.ts';
import type { FiledDocument } from './file-documents.ts';

/** Headings are left out where the first cell of each row names it. */
export type ReadMeTable = { title: string; headings: readonly string[]; rows: readonly (readonly string[])[] };

/** The exported data, with the place of each document in the archive. */
export type ToldData = Omit<AccountExport, 'documents'> & { documents: readonly FiledDocument[] };

const NOTHING = '–';
const yesNo = (value: boolean | undefined, { t }: Shell) =>
  value === undefined ? NOTHING : t(value ? 'web:word.yes' : 'web:word.no');
const moment = (date: Date | null, { language }: Shell) => (date === null ? NOTHING : formatDateTime(date, language));
const phone = (number: string | null) => (number === null ? NOTHING : formatPhone(number));

export function accountTable({ account }: ToldData, shell: Shell): ReadMeTable {
  const { t } = shell;
  const { defaultSpace } = account;
  const space =
    defaultSpace === 'citizen' ? t('accounts:preferences.defaultSpace.citizen') : formatEnterpriseNumber(defaultSpace);
  return {
    title: t('accounts:account.title'),
    headings: [],
    rows: [
      [t('accounts:field.firstName'), account.firstName],
      [t('accounts:field.lastName'), account.lastName],
      [t('web:word.email'), account.email],
      [t('own-data:readMe.confirmed'), moment(account.emailConfirmedAt, shell)],
      [t('web:header.languages'), t(`accounts:language.${account.language}`)],
      [t('profiles:field.emailNotifications'), yesNo(account.notifyByEmail, shell)],
      [t('own-data:readMe.space'), space],
      [t('accounts:account.since'), moment(account.createdAt, shell)],
    ],
  };
}

export function membershipsTable({ memberships }: ToldData, shell: Shell): ReadMeTable {
  const { t, language } = shell;
  return {
    title: t('own-data:readMe.memberships'),
    headings: [
      t('profiles:field.enterpriseNumber'),
      t('profiles:invite.role'),
      t('profiles:field.jobTitle'),
      t('web:word.email'),
      t('own-data:readMe.phones'),
      t('profiles:field.preferredLanguage'),
      t('profiles:field.emailNotifications'),
      t('own-data:readMe.from'),
      t('profiles:end.date'),
      t('own-data:readMe.ended'),
    ],
    rows: memberships.map((one) => [
      formatEnterpriseNumber(one.enterpriseNumber),
      t(`notifications:role.${one.role}`),
      t(`profiles:jobTitle.${one.jobTitle}`),
      one.email,
      `${phone(one.landline)}, ${phone(one.mobile)}`,
      t(`accounts:language.${one.preferredLanguage}`),
      yesNo(one.emailNotifications, shell),
      moment(one.startedAt, shell),
      one.endsOn === null ? NOTHING : formatLocalDate(one.endsOn, language),
      moment(one.endedAt, shell),
    ]),
  };
}

export function requestsTable({ requests }: ToldData, shell: Shell): ReadMeTable {
  const { t } = shell;
  return {
    title: t('profiles:request.title'),
    headings: [
      t('profiles:field.enterpriseNumber'),
      t('profiles:request.asked'),
      t('own-data:readMe.handedOver'),
      t('own-data:readMe.status'),
    ],
    rows: requests.map(({ enterpriseNumber, askedAt, handedOverAt, status }) => [
      formatEnterpriseNumber(enterpriseNumber),
      moment(askedAt, shell),
      moment(handedOverAt, shell),
      t(`profiles:request.${status}`),
    ]),
  };
}

export function profileDraftsTable({ profileDrafts }: ToldData, shell: Shell): ReadMeTable {
  const { t } = shell;
  return {
    title: t('profiles:unfinished.title'),
    headings: [
      t('profiles:field.enterpriseNumber'),
      t('profiles:field.kind'),
      t('profiles:field.name'),
      t('profiles:field.legalForm.short'),
      t('profiles:field.vatLiable.short'),
    ],
    rows: profileDrafts.map(({ enterpriseNumber, answers }) => [
      formatEnterpriseNumber(enterpriseNumber),
      t(`profiles:kind.${answers.kind ?? answers.begunAs}`),
      answers.name ?? NOTHING,
      answers.legalForm ? t(`profiles:legalForm.${answers.legalForm}`) : NOTHING,
      yesNo(answers.vatLiable, shell),
    ]),
  };
}

export function draftsTable({ draftList }: ToldData, shell: Shell): ReadMeTable {
  const { t } = shell;
  return {
    title: t('submissions:list.title'),
    headings: [t('web:footer.procedures'), t('own-data:readMe.when')],
    rows: draftList.map(({ name, savedAt }) => [t(name), moment(savedAt, shell)]),
  };
}

export function submissionsTable({ submissions }: ToldData, shell: Shell): ReadMeTable {
  const { t } = shell;
  return {
    title: t('submissions:rows.label'),
    headings: [
      t('web:word.reference'),
      t('web:footer.procedures'),
      t('submissions:fact.filedAt'),
      t('own-data:readMe.status'),
    ],
    rows: submissions.map(({ reference, name, filedAt, status }) => [
      formatReference(reference),
      t(name),
      moment(filedAt, shell),
      t(`submissions:status.${status}`),
    ]),
  };
}

/** Lists who stands behind the account, then each identification, the newest first. */
export function identityTable({ identity: { identity, identifications } }: ToldData, shell: Shell): ReadMeTable {
  const { t } = shell;
  const known =
    identity === null
      ? []
      : [
          [t('accounts:field.firstName'), identity.firstName ?? NOTHING],
          [t('accounts:field.lastName'), identity.lastName],
          [t('identification:identity.number'), identity.nationalNumber ?? NOTHING],
        ];
  const made = identifications.map(({ identifiedAt, means }) => [
    moment(identifiedAt, shell),
    t(`identification:means.${means}`),
  ]);
  return { title: t('accounts:links.identity.title'), headings: [], rows: [...known, ...made] };
}

export function documentsTable({ documents }: ToldData, shell: Shell): ReadMeTable {
  const { t } = shell;
  return {
    title: t('own-data:readMe.documents'),
    headings: [t('web:word.document'), t('own-data:readMe.place')],
    rows: documents.map(({ name, file }) => [name, file ?? t('own-data:readMe.lacking')]),
  };
}

export function signInsTable({ signIns }: ToldData, shell: Shell): ReadMeTable {
  const { t } = shell;
  return {
    title: t('accounts:sessions.title'),
    headings: [
      t('own-data:readMe.when'),
      t('identification:identity.means'),
      t('own-data:readMe.browser'),
      t('credentials:session.network'),
      t('own-data:readMe.status'),
    ],
    rows: signIns.map(({ signedInAt, means, browser, network, open }) => [
      moment(signedInAt, shell),
      t(`accounts:sessions.by.${means}`),
      browser || t('credentials:session.unknownBrowser'),
      network,
      t(open ? 'credentials:session.state.open' : 'credentials:session.state.ended'),
    ]),
  };
}

export function eventsTable({ events }: ToldData, shell: Shell): ReadMeTable {
  const { t } = shell;
  return {
    title: t('own-data:readMe.events'),
    headings: [t('own-data:readMe.when'), t('own-data:readMe.event'), t('credentials:session.network')],
    rows: events.map(({ name, happenedAt, network }) => {
      const key = `own-data:event.${name}`;
      return [moment(happenedAt, shell), isTextKey(key) ? t(key) : name, network ?? NOTHING];
    }),
  };
}
