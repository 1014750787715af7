-- A draft is never forgotten in silence: one mail a week before it is deleted, one before its démarche closes.
alter table drafts
  add column idle_reminded_at timestamptz,
  add column closing_reminded_at timestamptz;
-- For the hourly mails about a démarche that closes.
create index drafts_to_tell_of_closing on drafts (slug) where closing_reminded_at is null;
