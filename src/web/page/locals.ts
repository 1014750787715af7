import type { CookieJar } from '../session/cookies.ts';
import type { Shell } from './shell.ts';
import type { Renderer } from './view.ts';

declare global {
  namespace Express {
    interface Locals {
      /** Missing before the request's line of the log is begun. */
      requestId?: string;
      renderer: Renderer;
      shell: Shell;
      cookies: CookieJar;
      /** Missing where no session is loaded. */
      sessionUnavailable?: boolean;
      sameForAll?: true;
      /** Of an earlier form, as it was sent: a name may have several values. */
      interruptedFields?: Readonly<Record<string, string | readonly string[]>>;
    }
  }
}
