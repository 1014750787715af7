import type { App } from '../../../app.ts';
import { formatEnterpriseNumber } from '../../../domain/numbers/enterprise-number.ts';
import { digestOf } from '../../../platform/sealing.ts';
import type { FindErrand } from '../../accounts/errand.ts';
import { findMailedInvitation } from './invitations.repository.ts';

const INVITATION_PAGE = /^\/[a-z]{2}\/invitations\/([\w-]{20,})$/;

/**
 * Tells someone who followed an invitation's link which organisation invites them, by its number only, as in the mail.
 */
export function findInvitationErrand(app: Pick<App, 'db'>): FindErrand {
  return async (next, t) => {
    const [, token] = INVITATION_PAGE.exec(next) ?? [];
    const invitation = token === undefined ? null : await findMailedInvitation(app.db, digestOf(token));
    if (invitation === null) return null;
    const number = formatEnterpriseNumber(invitation.enterpriseNumber);
    return { text: t('profiles:invitation.came', { number }), email: invitation.email };
  };
}
