-- The rule by which an invitation may be used, in one place: pages, the dashboard and the acceptance read it here.
create view usable_invitations as
  select id, enterprise_number, email, role, language, digest, expires_at, invited_by
  from invitations
  where accepted_at is null and expires_at > now() and (invited_by is null or exists (
    select from active_memberships inviter join citizens on citizens.id = inviter.citizen_id and citizens.status = 'active'
    where inviter.enterprise_number = invitations.enterprise_number and inviter.citizen_id = invited_by
      and inviter.role = 'manager'));
-- Mon espace lists those of a confirmed address.
create index invitations_of_address on invitations (email) where accepted_at is null;
