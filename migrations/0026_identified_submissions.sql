-- How surely the portal knew who filed, where the law ties a démarche to the identity card.
alter table submissions
  add column identified_level smallint constraint submissions_identified_level_known check (identified_level in (2, 3)),
  add column identified_means text constraint submissions_identified_means_is_one_word check (identified_means ~ '^[a-z]+$'),
  add column identified_at timestamptz,
  add constraint submissions_are_identified_wholly
    check (num_nulls(identified_level, identified_means, identified_at) in (0, 3));

-- A view keeps the columns that its table had: it is made again, so that it shows the new ones.
drop view readable_submissions;
create view readable_submissions as
  select submissions.*, citizen_id as reader_id from submissions where enterprise_number is null and citizen_id is not null
  union all
  select submissions.*, memberships.citizen_id from submissions
  join active_memberships memberships using (enterprise_number)
  union all
  select submissions.*, guest_id from submissions where guest_id is not null;
