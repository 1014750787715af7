-- Somebody without an account who comes back to a démarche is offered what they had begun.
create index drafts_of_guest on drafts (guest_id, saved_at desc) where guest_id is not null;
