-- Mon espace puts first what waits for the citizen: found without reading all they ever filed.
create index submissions_waiting_of_citizen on submissions (citizen_id, changed_at, id)
  where enterprise_number is null and status in ('to-complete', 'awaiting-payment');
create index submissions_waiting_of_organisation on submissions (enterprise_number, changed_at, id)
  where status in ('to-complete', 'awaiting-payment');

-- What somebody filed for themselves, even where they filed far more for organisations.
create index submissions_of_person on submissions (citizen_id, filed_at desc, id desc) where enterprise_number is null;
drop index submissions_of_citizen;
create index submissions_of_citizen on submissions (citizen_id);
