import { Router } from 'express';
import type { App } from '../../app.ts';
import { signedInOnly } from '../accounts/guard.ts';
import { accessRequestPage } from './access-request.page.ts';
import { activeProfilePage } from './active-profile.page.ts';
import { contactPage } from './contact.page.ts';
import { identityPage } from './identity.page.ts';
import { invitationPage } from './invitation.page.ts';
import { invitePage } from './invite.page.ts';
import { membersPage } from './members.page.ts';
import { newProfilePage } from './new-profile.page.ts';
import { responsibilitiesPage } from './responsibilities.page.ts';

/** Under `/{language}`, all behind the guard. */
export function profileRoutes(app: App): Router {
  const begin = newProfilePage(app);
  const identity = identityPage(app);
  const responsibilities = responsibilitiesPage(app);
  const contact = contactPage(app);
  const access = accessRequestPage(app);
  const members = membersPage(app);
  const invite = invitePage(app);
  const invitation = invitationPage(app);
  const pages = Router({ mergeParams: true })
    .get('/new/:kind', begin.get)
    .post('/new/:kind', begin.post)
    .get('/drafts/:draft/identity', identity.get)
    .post('/drafts/:draft/identity', identity.post)
    .get('/drafts/:draft/responsibilities', responsibilities.get)
    .post('/drafts/:draft/responsibilities', responsibilities.post)
    .get('/:enterpriseNumber/contact', contact.get)
    .post('/:enterpriseNumber/contact', contact.post)
    .get('/:enterpriseNumber/access-request', access.get)
    .post('/:enterpriseNumber/access-request', access.post)
    .get('/:enterpriseNumber/members/invite', invite.get)
    .post('/:enterpriseNumber/members/invite', invite.post)
    .get('/:enterpriseNumber/members', members.get)
    .post('/:enterpriseNumber/members', members.post);
  return Router({ mergeParams: true })
    .post('/active-profile', signedInOnly(app), activeProfilePage().post)
    .get('/invitations/:token', signedInOnly(app), invitation.get)
    .post('/invitations/:token', signedInOnly(app), invitation.post)
    .use('/profiles', signedInOnly(app), pages);
}
