import type { Response } from 'express';
import type { CookieJar } from '../session/cookies.ts';
import type { Shell } from './shell.ts';
import type { Renderer } from './view.ts';

declare global {
  namespace Express {
    interface Locals {
      /** Missing until the log line of the request has been started. */
      requestId?: string;
      /** Missing on answers that are given before the pages begin, as static files are. */
      renderer?: Renderer;
      /** Missing on pages outside of `/{language}`, until an error is shown. */
      shell?: Shell;
      cookies?: CookieJar;
      /** The error of Postgres when a session could not be loaded. It is logged once, where the request ends. */
      sessionFault?: unknown;
      sameForAll?: true;
      /** True on a page that anybody may open: its browser may show it again after « Back ». */
      openToAll?: true;
      /**
       * The fields of a form that an expired session interrupted, as they were sent: a name may have several values.
       */
      interruptedFields?: Readonly<Record<string, string | readonly string[]>>;
    }
  }
}

/** Returns what a page shares with the layout around it. Throws on an answer outside of `/{language}`. */
export const shellOf = (res: Response): Shell => given(res.locals.shell);

/** Returns the cookies of the portal. Throws on an answer outside of `/{language}`. */
export const cookiesOf = (res: Response): CookieJar => given(res.locals.cookies);

export const rendererOf = (res: Response): Renderer => given(res.locals.renderer);

function given<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error('this answer is given before the pages begin');
  return part;
}
