import { randomUUID } from 'node:crypto';
import type { TestPortal } from './portal.ts';

export type Answer = { status: number; html: string; headers: Headers; location: string | null; url: string };
type Field = { name: string; value: string };
type FormWithFiles = { fields: readonly Field[]; files: readonly { name: string; file: File }[] };

/** A small browser: it keeps cookies, fills fields by their labels and posts forms as a browser would. */
export class Visitor {
  readonly portal: TestPortal;
  readonly #cookies = new Map<string, string>();
  page: Answer = { status: 0, html: '', headers: new Headers(), location: null, url: '' };
  readonly #typed = new Map<string, string>();
  readonly #chosen = new Map<string, string>();
  #ticked: Field[] = [];
  readonly #attached = new Map<string, readonly File[]>();

  readonly #always: Record<string, string>;

  /** `always` are headers that each request carries, such as those of a proxy. */
  constructor(portal: TestPortal, always: Record<string, string> = {}) {
    this.portal = portal;
    this.#always = always;
  }

  async open(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    this.#typed.clear();
    this.#chosen.clear();
    this.#ticked = [];
    this.#attached.clear();
    return this.#request(path, { headers });
  }

  /** Follows redirects until it reaches a page. */
  async follow(): Promise<Answer> {
    while (this.page.location !== null) await this.open(this.page.location);
    return this.page;
  }

  fill(label: string, value: string): this {
    return this.type(this.#labelled(label), value);
  }

  /** Chooses the radio button with that label. */
  choose(label: string): this {
    const input = new RegExp(`<input[^>]*\\bid="${this.#labelled(label)}"[^>]*>`).exec(this.page.html)?.[0] ?? '';
    this.#chosen.set(attribute(input, 'name') ?? '', attribute(input, 'value') ?? '');
    return this;
  }

  /** Ticks the box with that label. Boxes that share a name may be ticked one after the other. */
  tick(label: string): this {
    const input = new RegExp(`<input[^>]*\\bid="${this.#labelled(label)}"[^>]*>`).exec(this.page.html)?.[0] ?? '';
    this.#ticked.push({ name: attribute(input, 'name') ?? '', value: attribute(input, 'value') ?? '' });
    return this;
  }

  /** Puts files in the control with that id. */
  attach(id: string, ...files: File[]): this {
    this.#attached.set(id, files);
    return this;
  }

  #labelled(label: string): string {
    const escaped = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[ \\u00a0]');
    const found = new RegExp(`<label[^>]*for="([^"]+)"[^>]*>\\s*${escaped}\\s*<`).exec(decode(this.page.html));
    if (!found?.[1]) throw new Error(`no field is labelled « ${label} » on ${this.page.url}`);
    return found[1];
  }

  type(id: string, value: string): this {
    const input = new RegExp(`<(?:input|textarea|select)[^>]*\\bid="${id}"[^>]*>`).exec(this.page.html)?.[0] ?? '';
    this.#typed.set(/\bname="([^"]+)"/.exec(input)?.[1] ?? id, value);
    return this;
  }

  /** Presses the button with those words, and sends its form with what was typed and what the page had filled in. */
  async press(words: string, headers: Record<string, string> = {}): Promise<Answer> {
    const plain = decode(this.page.html);
    const forms = [...plain.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)];
    const matches = (body: string) =>
      [...body.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)].find(
        ([, , text = '']) =>
          text
            .replace(/<svg[\s\S]*?<\/svg>|<[^>]+>/g, '')
            .replace(/\s+/g, ' ')
            .trim() === words.replace(/\s+/g, ' '),
      );
    const form = forms.find(([, , body = '']) => matches(body));
    if (!form) throw new Error(`no form has a button « ${words} » on ${this.page.url}`);
    const [, attributes = '', body = ''] = form;
    const button = matches(body)?.[1] ?? '';
    const method = attribute(attributes, 'method') ?? 'get';
    const action = /\baction="([^"]*)"/.exec(attributes)?.[1] ?? this.page.url;
    const fields = fieldsIn(body)
      .filter((field) => !this.#chosen.has(field.name))
      .map((field) => ({ ...field, value: this.#typed.get(field.name) ?? field.value }));
    fields.push(...[...this.#chosen].map(([name, value]) => ({ name, value })), ...this.#ticked);
    const name = attribute(button, 'name');
    if (name !== null) fields.push({ name, value: attribute(button, 'value') ?? '' });
    if (method === 'get') {
      const query = new URLSearchParams(fields.map((field) => [field.name, field.value]));
      return this.open(`${action.split('#')[0]}?${query}`, headers);
    }
    if (!attributes.includes('multipart/form-data')) return this.post(action, fields, headers);
    const files = [...this.#attached].flatMap(([name, some]) => some.map((file) => ({ name, file })));
    this.#attached.clear();
    return this.postFiles(action, { fields: fields.filter(({ name }) => !filesIn(body).has(name)), files }, headers);
  }

  /** Sends a form with files as a browser does. */
  postFiles(path: string, { fields, files }: FormWithFiles, headers: Record<string, string> = {}): Promise<Answer> {
    const body = new FormData();
    for (const { name, value } of fields) body.append(name, value);
    for (const { name, file } of files) body.append(name, file);
    const referer = `${this.portal.origin}${this.page.url}`;
    return this.#request(path, {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin', referer, ...headers },
    });
  }

  post(path: string, fields: Record<string, string> | Field[], headers: Record<string, string> = {}): Promise<Answer> {
    const pairs = Array.isArray(fields) ? fields.map(({ name, value }) => [name, value]) : Object.entries(fields);
    return this.#request(path, {
      method: 'POST',
      body: new URLSearchParams(pairs as string[][]).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        referer: `${this.portal.origin}${this.page.url}`,
        ...headers,
      },
    });
  }

  /** Sends a request with a method that no form has. */
  send(method: string, path: string): Promise<Answer> {
    return this.#request(path, { method, headers: { 'sec-fetch-site': 'same-origin' } });
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }
  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  async #request(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Answer> {
    const url = new URL(path, this.portal.origin);
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    // Compressed answers have tests of their own; all the others would only take longer.
    const headers = {
      'accept-encoding': 'identity',
      // The portal closes a connection that is idle for six seconds. When a test computes for as long, both ends notice at
      // once, and a request sent meanwhile would be cut.
      connection: 'close',
      ...this.#always,
      ...(cookie === '' ? {} : { cookie }),
      ...init.headers,
    };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const { status } = response;
    this.page = {
      status,
      html: await response.text(),
      headers: response.headers,
      location: response.headers.get('location'),
      url: `${url.pathname}${url.search}`,
    };
    return this.page;
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    if (/max-age=0/i.test(line) || /expires=thu, 01 jan 1970/i.test(line)) this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

function filesIn(body: string): Set<string> {
  const inputs = [...body.matchAll(/<input\b([^>]*)type="file"([^>]*)>/g)].map(([tag]) => attribute(tag, 'name') ?? '');
  return new Set(inputs);
}

function fieldsIn(body: string): Field[] {
  const areas = [...body.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)].map(
    ([, attributes = '', value = '']) => ({ name: attribute(attributes, 'name') ?? '', value }),
  );
  const inputs = [...body.matchAll(/<input\b([^>]*)>/g)].map(([, attributes = '']) => attributes);
  const shown = inputs
    .filter((input) => attribute(input, 'name') !== null)
    .filter((input) => !/type="(radio|checkbox)"/.test(input) || /\bchecked\b/.test(input))
    .map((input) => ({ name: attribute(input, 'name') ?? '', value: attribute(input, 'value') ?? '' }));
  const selects = [...body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].map(
    ([, attributes = '', options = '']) => {
      const all = [...options.matchAll(/<option\b[^>]*>/g)].map(([option]) => option);
      const chosen = all.find((option) => /\bselected\b/.test(option)) ?? all[0] ?? '';
      return { name: attribute(attributes, 'name') ?? '', value: attribute(chosen, 'value') ?? '' };
    },
  );
  return [...shown, ...areas, ...selects];
}

function attribute(tag: string, name: string): string | null {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? null;
}

export function decode(html: string): string {
  return html
    .replaceAll('&#39;', "'")
    .replaceAll('&#34;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

export const PASSWORD = 'cerisier tram nonante-deux';
/** Returns a different address at each call, so that the accounts of two tests never collide. */
export const newAddress = (name = 'lucie') => `${name}.${randomUUID().slice(0, 8)}@exemple.be`;
