/**
 * Thrown both for what does not exist and for what belongs to somebody else, so that nobody learns which of the two it
 * is. The error handler answers it with status 404.
 */
export class NotFound extends Error {
  constructor() {
    super('not found');
  }
}
