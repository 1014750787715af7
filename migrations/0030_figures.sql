-- How many requests came and were handled in each week, and in how many days: counted in the background, so that a page of
-- figures reads some thousand rows whatever the number of requests.
create table submission_figures (
  week date not null constraint submission_figures_week_is_monday check (extract(isodow from week) = 1),
  department text not null,
  slug text not null,
  language text not null,
  kind text not null constraint submission_figures_kind_known check (kind in ('citizen', 'enterprise', 'association')),
  channel text not null,
  measure text not null constraint submission_figures_measure_known check (measure in ('received', 'handled')),
  days integer not null constraint submission_figures_days_is_positive check (days >= 0),
  number integer not null constraint submission_figures_number_is_positive check (number > 0),
  constraint submission_figures_pkey primary key (week, department, slug, language, kind, channel, measure, days)
);
create index submissions_filed on submissions (filed_at);
create index submissions_closed on submissions (closed_at) where closed_at is not null;
create index submissions_open on submissions (department, slug, due_on) where closed_at is null;
