import type { CookieJar } from '../session/cookies.ts';
import type { Shell } from './shell.ts';
import type { Renderer } from './view.ts';

declare global {
  namespace Express {
    interface Locals {
      /** Missing until the log line of the request has been started. */
      requestId?: string;
      renderer: Renderer;
      shell: Shell;
      cookies: CookieJar;
      /** The error of Postgres when a session could not be loaded. It is logged once, where the request ends. */
      sessionFault?: unknown;
      sameForAll?: true;
      /** Set on a page that anybody may open: its browser may show it again after « Back ». */
      openToAll?: true;
      /**
       * The fields of a form that an expired session interrupted, as they were sent: a name may have several values.
       */
      interruptedFields?: Readonly<Record<string, string | readonly string[]>>;
    }
  }
}
