/** What does not exist and what is somebody else's: nobody is told which. Pages answer it with the page of status 404. */
export class NotFound extends Error {
  constructor() {
    super('not found');
  }
}
