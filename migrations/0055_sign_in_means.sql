-- By what somebody signed in: the history must tell the card from the password. Sign-ins of before were by password.
alter table sign_ins add column means text not null default 'password';
alter table sign_ins add constraint sign_ins_means_is_one_word check (means ~ '^[a-z]+$') not valid;

-- Nobody is signed in on the way to sign in by the card, so its departure is kept by the browser alone: which answers were
-- taken is kept here, and an answer is taken once, whatever FAS does with its code.
create table card_answers (
  state_digest bytea constraint card_answers_pkey primary key
    constraint card_answers_state_digest_is_sha256 check (octet_length(state_digest) = 32),
  taken_at timestamptz not null default now()
);
-- For the nightly deletion.
create index card_answers_age on card_answers (taken_at);
