import { formatEnterpriseNumber } from '../../domain/numbers/enterprise-number.ts';
import { fullName } from '../../domain/person-name.ts';
import { formatDate, formatDateTime } from '../../web/page/format.ts';
import type { SafeHtml } from '../../web/page/html.ts';
import { namedText } from '../../web/page/named-text.ts';
import type { Shell } from '../../web/page/shell.ts';
import type { Tag } from '../../web/page/tag.ts';
import { accessRequestTag } from '../profiles/access/access-request-tag.ts';
import { waitingDays } from '../profiles/access/waiting-days.ts';
import type { ProfileDraft } from '../profiles/new-profile/profile-draft.ts';
import { pathToResume } from '../profiles/new-profile/steps.ts';
import type {
  AskedAccess,
  OwnInvitation,
  ProfilesOverview,
  RequestToDecide,
} from '../profiles/profiles-overview.repository.ts';

export type AccessRequestRow = {
  number: string;
  asked: string;
  tag: Tag;
  /** The page where the request can be withdrawn while it waits; null afterwards. */
  href: string | null;
};
/** The parts of Mon espace that come from the profiles of a citizen. */
export type ProfileParts = {
  /**
   * The people who wait for an answer to act for an organisation that the citizen manages, with the page where to give
   * it.
   */
  toDecide: { person: string; text: SafeHtml; href: string }[];
  /** The organisations that invite the citizen, each with the page where to join. */
  invitations: { organisation: string; text: SafeHtml; href: string }[];
  /** The profiles that were begun but not created. Each can be resumed. */
  unfinished: { text: string; href: string }[];
  /** The citizen's own requests to join the profile of an organisation. */
  accessRequests: AccessRequestRow[];
};

export function profileParts(overview: ProfilesOverview, now: Date, shell: Shell): ProfileParts {
  const { asked, toDecide, invitations, unfinished } = overview;
  return {
    toDecide: toDecide.map((request) => requestToDecide(request, now, shell)),
    invitations: invitations.map((invitation) => invitationRow(invitation, shell)),
    unfinished: unfinished.map((profile) => unfinishedRow(profile, shell)),
    accessRequests: asked.map((request) => accessRequestRow(request, shell)),
  };
}

function requestToDecide(request: RequestToDecide, now: Date, { t, at, language }: Shell) {
  const days = waitingDays(request.askedAt, now);
  const person = fullName(request);
  const title = t(`profiles:jobTitle.${request.jobTitle}`);
  // Within a sentence the function is written in lower case, except in German, where nouns keep their capital.
  const jobTitle = language === 'de' ? title : `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
  const said = { person, jobTitle, organisation: request.organisationName };
  return {
    person,
    text:
      days < 1
        ? namedText(t, 'my-space:toDecide.today', said)
        : namedText(t, 'my-space:toDecide.since', { ...said, count: days }),
    href: at(`/profiles/${request.enterpriseNumber}/members`),
  };
}

function invitationRow(invitation: OwnInvitation, { t, at, language }: Shell) {
  const { id, enterpriseNumber, organisationName: organisation, expiresAt } = invitation;
  const number = formatEnterpriseNumber(enterpriseNumber);
  const until = formatDate(expiresAt, language);
  return {
    organisation,
    text: namedText(t, 'my-space:invitations.text', { organisation, number, until }),
    href: at(`/invitations/${id}`),
  };
}

function accessRequestRow(asked: AskedAccess, { t, at, language }: Shell): AccessRequestRow {
  const { enterpriseNumber, askedAt, status } = asked;
  return {
    number: formatEnterpriseNumber(enterpriseNumber),
    asked: formatDateTime(askedAt, language),
    tag: accessRequestTag(asked, t),
    href: status === 'open' ? at(`/profiles/${enterpriseNumber}/access-request`) : null,
  };
}

function unfinishedRow(draft: ProfileDraft, { t, at }: Shell) {
  const number = formatEnterpriseNumber(draft.enterpriseNumber);
  return {
    text: t('profiles:unfinished.resume', { kind: t(`profiles:kind.${draft.answers.begunAs}`), number }),
    href: at(pathToResume(draft)),
  };
}
