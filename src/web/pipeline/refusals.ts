export type RefusalStatus = 400 | 403 | 404 | 405 | 409 | 413 | 415 | 421 | 422 | 429 | 500 | 503;

/** Thrown to end the request with the page of that status, in the visitor's language. errors.ts catches it. */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  readonly retryAfterSeconds: number | null;
  constructor(status: RefusalStatus, retryAfterSeconds: number | null = null) {
    super(`refused with ${status}`);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
