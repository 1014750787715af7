import { z } from 'zod';
import type { App } from '../../app.ts';
import type { JobHandlers } from '../../platform/jobs.ts';
import { deleteExpiredInvitations } from './invitations.repository.ts';
import { sendInvitation } from './send-invitation.ts';

const OfInvitation = z.strictObject({ invitationId: z.uuid() });

export function profileJobs(app: Pick<App, 'config' | 'db' | 'mailer' | 'templates' | 'texts'>): JobHandlers {
  return {
    'send-invitation': (payload) => sendInvitation(app, OfInvitation.parse(payload).invitationId),
    'forget-expired-invitations': () => app.db.transaction(async (tx) => void (await deleteExpiredInvitations(tx))),
  };
}

export const profileCrontab = '27 3 * * * forget-expired-invitations';
