-- In how many days requests of one démarche were handled in the last year: said on the page of each open one.
create index submission_figures_of_procedure on submission_figures (slug, week) where measure = 'handled';
