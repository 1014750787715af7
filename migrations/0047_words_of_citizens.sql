-- The accounts of before are found too. An account made meanwhile has its words already.
insert into citizen_words (citizen_id, words)
  select id, words_of_citizen(first_name, last_name) from citizens where status <> 'closed'
  on conflict (citizen_id) do nothing;
create index citizen_words_search on citizen_words using gin (words gin_trgm_ops);
