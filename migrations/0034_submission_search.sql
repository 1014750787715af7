-- Agents find a submission by what they remember of it.

create extension if not exists pg_trgm;

-- The words that a search compares, as `foldText` of the portal makes them: no accent, no capital, one space between words.
create function fold_text(written text) returns text language sql immutable strict parallel safe as $$
  select trim(regexp_replace(
    replace(replace(replace(
      lower(regexp_replace(normalize(written, NFKD), '[\u0300-\u036f]', '', 'g')), 'œ', 'oe'), 'ß', 'ss'), 'ı', 'i'),
    '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f]+', ' ', 'g'))
$$;

-- All that is written in answers. What the portal has sealed stays out, and what looks like a national number too.
create function text_of_answers(answers jsonb) returns text language sql immutable strict parallel safe as $$
  with recursive parts(value) as (
    select answers
    union all
    select child.value from parts cross join lateral (
      select value from jsonb_each(
        case when jsonb_typeof(parts.value) = 'object' and not parts.value ? 'sealed' then parts.value else '{}' end)
      union all
      select value from jsonb_array_elements(case when jsonb_typeof(parts.value) = 'array' then parts.value else '[]' end)
    ) child
  )
  select regexp_replace(string_agg(value #>> '{}', ' '), '\m\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2}\M', ' ', 'g')
  from parts where jsonb_typeof(value) in ('string', 'number')
$$;

-- What a submission is found by. Beside it and not in it, as no list reads it.
create table submission_words (
  submission_id uuid constraint submission_words_pkey primary key
    constraint submission_words_submission_id_fkey references submissions on delete cascade,
  department text not null,
  words text not null
);
-- The words of a search, wherever they stand.
create index submission_words_search on submission_words using gin (words gin_trgm_ops);

create function keep_words_of_submission() returns trigger language plpgsql as $$
begin
  insert into submission_words (submission_id, department, words)
  values (new.id, new.department, ' ' || fold_text(concat_ws(' ', new.reference, new.enterprise_number, new.first_name,
    new.last_name, new.organisation_name, text_of_answers(new.answers))) || ' ')
  on conflict (submission_id) do update set department = excluded.department, words = excluded.words;
  return null;
end $$;
create trigger submissions_are_found after insert on submissions
  for each row execute function keep_words_of_submission();
create trigger submissions_are_found_as_changed after update on submissions
  for each row when (old.answers is distinct from new.answers or old.department <> new.department)
  execute function keep_words_of_submission();

insert into submission_words (submission_id, department, words)
select id, department, ' ' || fold_text(concat_ws(' ', reference, enterprise_number, first_name, last_name,
  organisation_name, text_of_answers(answers))) || ' ' from submissions;
