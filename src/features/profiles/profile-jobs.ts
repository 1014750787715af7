import { z } from 'zod';
import type { JobHandlers } from '../../platform/jobs.ts';
import { purge } from '../../platform/postgres/purge.ts';
import type { MailApp } from '../notifications/send-mail.ts';
import { handOverAccessRequests } from './access/hand-over-access-requests.ts';
import { deleteExpiredInvitations } from './invitations/invitations.repository.ts';
import { sendInvitation } from './invitations/send-invitation.ts';
import { endPastMemberships } from './members/end-past-memberships.ts';
import { deleteOldProfileDrafts } from './new-profile/profile-drafts.repository.ts';
import { ProfileNotice, sendProfileNotice } from './profile-notices.ts';

const OfInvitation = z.strictObject({ invitationId: z.uuid() });

export function profileJobs(app: MailApp): JobHandlers {
  return {
    'send-invitation': (payload, job) => sendInvitation(app, OfInvitation.parse(payload).invitationId, job),
    'send-profile-notice': (payload, job) => sendProfileNotice(app, ProfileNotice.parse(payload), job),
    'hand-over-access-requests': () => handOverAccessRequests(app),
    'end-past-memberships': () => endPastMemberships(app),
    'forget-old-profile-data': () =>
      purge(app.db, { 'expired invitations': deleteExpiredInvitations, 'old drafts': deleteOldProfileDrafts }),
  };
}

export const profileCrontab = `27 3 * * * forget-old-profile-data
7 * * * * hand-over-access-requests
2 * * * * end-past-memberships`;
