import type { Fields } from '../form/parse.ts';
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
      interruptedFields: Fields | undefined;
    }
  }
}
