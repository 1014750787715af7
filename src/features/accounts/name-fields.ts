import { line } from '../../web/form/parse.ts';

/** The names of a person, as several forms ask them, with the messages of their errors. */
export const firstName = line('accounts:error.firstName.missing', 100);
export const lastName = line('accounts:error.lastName.missing', 100);
