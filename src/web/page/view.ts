import { gzipSync } from 'node:zlib';
import type { RequestHandler, Response } from 'express';
import { type FormAnswer, formStatus } from '../form/form-answer.ts';
import { markForms } from '../form/form-owner.ts';
import { accepts } from '../pipeline/encoding.ts';
import type { SafeHtml } from './html.ts';
import type { KeptPages } from './kept-pages.ts';
import { rendererOf, shellOf } from './locals.ts';
import { sendPage } from './send-page.ts';
import type { Shell } from './shell.ts';
import type { Templates } from './templates.ts';

export type Layout = { title: string; shell: Shell; body: SafeHtml };
type PageModel = { title: string };
export type Renderer = { templates: Templates; compress: boolean; kept: KeptPages };

/** One page: the name of its template, and the type of the model that the template receives. */
export class View<Model extends PageModel> {
  readonly template: string;
  constructor(template: string) {
    this.template = template;
  }
  render(res: Response, model: Model, status = 200): void {
    const [renderer, shell] = [rendererOf(res), shellOf(res)];
    const body = renderer.templates.get(this.template)({ ...model, shell });
    // A screen reader says the title first, so the title begins by saying that the form was refused.
    const named = shell.about === null ? model.title : `${model.title} – ${shell.about}`;
    const title = status === 422 ? shell.t('web:title.error', { title: named }) : named;
    const html = renderer.templates.get('layout')({ title, shell, body });
    send(res, markForms(html, shell.formOwner), status);
  }
  /** Renders the template alone, without the layout: a file to keep rather than a page. */
  alone(res: Response, model: Model): SafeHtml {
    const [renderer, shell] = [rendererOf(res), shellOf(res)];
    return renderer.templates.get(this.template)({ ...model, shell });
  }
  /** Renders a page with a form, with the status that fits the answer, such as 422 for a refused form. */
  renderForm(res: Response, model: Model, answer: FormAnswer): void {
    this.render(res, model, formStatus(answer));
  }
}
export const view = <Model extends PageModel>(template: string) => new View<Model>(template);

export function useRenderer(renderer: Renderer): RequestHandler {
  return (_req, res, next) => {
    res.locals.renderer = renderer;
    next();
  };
}

const WORTH_COMPRESSING = 1_024;
/** A small window is set up faster and still finds nearly all repetitions in a page of 10 KB: 46 µs instead of 61. */
const QUICKLY = { level: 1, windowBits: 13, memLevel: 6, chunkSize: 4_096 };
const ONCE = { level: 9 };

/** Compresses the finished page in one synchronous call, which costs a tenth of the streaming middleware. */
function send(res: Response, html: string, status: number): void {
  const { compress, kept } = rendererOf(res);
  res.status(status);
  if (!compress || html.length <= WORTH_COMPRESSING || !accepts('gzip', res.req.headers)) {
    return sendPage(res, { bytes: Buffer.from(html), gzip: false });
  }
  const keep = status === 200 && kept.mayKeep(res);
  const bytes = gzipSync(html, keep ? ONCE : QUICKLY);
  if (keep) kept.keep(res, bytes);
  sendPage(res, { bytes, gzip: true });
}
