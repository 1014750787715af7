/** The result of a page that shows a form: the errors of the form, or the reason why it was not accepted. */
export type FormAnswer = {
  errors?: readonly unknown[];
  /** True where it was not taken for a reason that no field has. */
  refused?: boolean;
  /** True where what it was about stands otherwise by now, as somebody came first. */
  late?: boolean;
  /** True where its sender has sent too many. */
  tooMany?: boolean;
  /** A status that says more than these: the storage is full, or one must sign in first. Null where there is none. */
  status?: number | null;
};

export function formStatus({ errors = [], refused, late, tooMany, status = null }: FormAnswer): number {
  if (status !== null) return status;
  if (late === true) return 409;
  if (tooMany === true) return 429;
  return refused === true || errors.length > 0 ? 422 : 200;
}
