import type { CookieJar } from './cookies.ts';
import type { Fields } from './form.ts';
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
      interruptedFields: Fields | undefined;
    }
  }
}
