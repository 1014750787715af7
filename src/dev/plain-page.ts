import { escapeHtml } from '../web/page/html.ts';

/** Returns a page for developers, without style or translation. `body` is markup and is not escaped. */
export function plainPage(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><main><h1>${escapeHtml(title)}</h1>${body}</main></html>`;
}
