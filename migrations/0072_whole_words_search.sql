-- A search asks for whole words, the last one by its beginning: an index of words answers it with one list for each, an index
-- of three letters at a time with a dozen. Among a million, two common words took 80 ms, and a reference 60.
-- Where `submission_words` is large, the operator may run two statements by hand before the release, so that nobody who files
-- waits for the index: first the `create or replace function` below, as the index needs it, then
--   create index concurrently submission_words_found on submission_words using gin (search_words(words));
-- This file then finds both.
create or replace function search_words(words text) returns tsvector language plpgsql immutable strict parallel safe cost 1000 as $$
begin
  -- Nobody types more of one word; Postgres refuses one of more than 2 KB, and more than 1 MB of them.
  return left(regexp_replace(words, '(\S{100})\S+', '\1', 'g'), 250000)::tsvector;
end $$;
create index if not exists submission_words_found on submission_words using gin (search_words(words));
-- Portals of the release before are slow to search, or say « précisez », until they are replaced.
drop index submission_words_search;
