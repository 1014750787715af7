import { decode } from '../visitor.ts';

/** Chooses a button of the FAS of development by its words, « Lucie Marie Lambert, eID », or « Cancel ». */
export async function chooseAtFas(address: string, button: string): Promise<URL> {
  const cookies = new Map<string, string>();
  const send = async (url: URL, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    return answer;
  };
  const { origin } = new URL(address);
  let url = new URL(address);
  let answer = await send(url);
  while (url.origin === origin) {
    const next = answer.headers.get('location');
    if (next !== null) {
      url = new URL(next, url);
      if (url.origin === origin) answer = await send(url);
      continue;
    }
    const body = pressed(decode(await answer.text()), button);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    answer = await send(url, { method: 'POST', body, headers });
  }
  return url;
}

function pressed(page: string, words: string): string {
  const forms = [...page.matchAll(/<form method="post">([\s\S]*?)<\/form>/g)].map(([, body = '']) => body);
  for (const body of forms) {
    const button = [...body.matchAll(/<button ([^>]*)>([^<]*)<\/button>/g)].find(
      ([, attributes = '', text]) => text === words || attributes.includes(`aria-label="${words}"`),
    );
    if (button === undefined) continue;
    const fields = [`<${button[1]}>`, ...body.matchAll(/<input [^>]*>/g)].map(String);
    const named = fields.map((field) => [/name="([^"]*)"/.exec(field)?.[1], /value="([^"]*)"/.exec(field)?.[1]]);
    return new URLSearchParams(named as string[][]).toString();
  }
  throw new Error(`FAS shows no « ${words} »: ${page.slice(0, 500)}`);
}
