import { Router } from 'express';
import type { App } from '../../app.ts';
import { signedInOnly } from '../accounts/guard.ts';
import { accessRequestPage } from './access/access-request.page.ts';
import { activeProfilePage } from './active-profile.page.ts';
import { contactPage } from './contact/contact.page.ts';
import { historyPage } from './history/history.page.ts';
import { invitationPage } from './invitations/invitation.page.ts';
import { invitePage } from './invitations/invite.page.ts';
import { leadFromEnded } from './members/guard.ts';
import { jobTitlePage } from './members/job-title.page.ts';
import { memberEndPage } from './members/member-end.page.ts';
import { membersPage } from './members/members.page.ts';
import { rolePage } from './members/role.page.ts';
import { identityPage } from './new-profile/identity.page.ts';
import { newProfilePage } from './new-profile/new-profile.page.ts';
import { responsibilitiesPage } from './new-profile/responsibilities.page.ts';
import { organisationPage } from './organisation/organisation.page.ts';

/** The routes under `/{language}` for profiles, all behind the guard. */
export function profileRoutes(app: App): Router {
  const begin = newProfilePage(app);
  const identity = identityPage(app);
  const responsibilities = responsibilitiesPage(app);
  const contact = contactPage(app);
  const access = accessRequestPage(app);
  const jobTitle = jobTitlePage(app);
  const organisation = organisationPage(app);
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
    .get('/:enterpriseNumber/job-title', jobTitle.get)
    .post('/:enterpriseNumber/job-title', jobTitle.post)
    .get('/:enterpriseNumber/organisation', organisation.get)
    .post('/:enterpriseNumber/organisation', organisation.post)
    .get('/:enterpriseNumber/history', historyPage(app).get)
    .get('/:enterpriseNumber/access-request', access.get)
    .post('/:enterpriseNumber/access-request', access.post)
    .use(memberRoutes(app));
  return Router({ mergeParams: true })
    .post('/active-profile', signedInOnly(app), activeProfilePage(app).post)
    .get('/invitations/:token', signedInOnly(app), invitation.get)
    .post('/invitations/:token', signedInOnly(app), invitation.post)
    .use('/profiles', signedInOnly(app), pages);
}

/** The routes about the people of an organisation: how they join, what they may do, how they leave. */
function memberRoutes(app: App): Router {
  const role = rolePage(app);
  const members = membersPage(app);
  const memberEnd = memberEndPage(app);
  const invite = invitePage(app);
  return Router({ mergeParams: true })
    .get('/:enterpriseNumber/role', role.get)
    .post('/:enterpriseNumber/role', role.post)
    .get('/:enterpriseNumber/members/invite', invite.get)
    .post('/:enterpriseNumber/members/invite', invite.post)
    .get('/:enterpriseNumber/members/:membership/end', memberEnd.get)
    .post('/:enterpriseNumber/members/:membership/end', memberEnd.post)
    .use('/:enterpriseNumber/members/:membership/end', leadFromEnded(app))
    .get('/:enterpriseNumber/members', members.get)
    .post('/:enterpriseNumber/members', members.post);
}
