import type { CookieJar } from '../session/cookies.ts';
import type { Shell } from './shell.ts';
import type { Renderer } from './view.ts';

declare global {
  namespace Express {
    interface Locals {
      requestId: string;
      renderer: Renderer;
      shell: Shell;
      cookies: CookieJar;
      sessionUnavailable: boolean;
      sameForAll: true | undefined;
      /** Of an earlier form, as it was sent: a name may have several values. */
      interruptedFields: Readonly<Record<string, string | readonly string[]>> | undefined;
    }
  }
}
