-- Now that no row can be wrong any more.
alter table guest_codes validate constraint guest_codes_claimer_id_fkey;
