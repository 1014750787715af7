import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { atTheEnd } from '../cleanup.ts';

const SECRET = 'a-secret/with+signs';
type Stored = { content: Buffer; at: Date };

/**
 * A server of ours that speaks the part of S3 which the portal uses, checks the signature of each request (SigV4), and
 * lists two objects a page. `refuse` makes it answer with a code of S3 instead.
 */
export async function startBucket() {
  const objects = new Map<string, Stored>();
  const state: { refuse: { status: number; code: string } | null; requests: number } = { refuse: null, requests: 0 };
  const server = createServer(async (request, response) => {
    state.requests += 1;
    const content = await buffer(request);
    const url = new URL(request.url ?? '/', 'http://bucket');
    if (!isSigned(request, url, content)) return answer(response, 403, errorOf('SignatureDoesNotMatch'));
    if (state.refuse !== null) return answer(response, state.refuse.status, errorOf(state.refuse.code));
    const key = url.pathname.replace(/^\/documents\/?/, '');
    if (key === '') return answer(response, 200, listOf(objects, url.searchParams.get('continuation-token')));
    return serveObject(response, { method: request.method ?? '', key, content, objects });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  atTheEnd(stop);
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const bucket = { endpoint, name: 'documents', region: 'eu-west-1', accessKeyId: 'portal', secretAccessKey: SECRET };
  return { bucket, state, stop };
}

type Call = { method: string; key: string; content: Buffer; objects: Map<string, Stored> };

function serveObject(response: ServerResponse, { method, key, content, objects }: Call): void {
  if (method === 'PUT') objects.set(key, { content, at: new Date() });
  if (method === 'PUT') return answer(response, 200, '');
  const found = objects.get(key);
  if (method === 'DELETE') objects.delete(key);
  if (method === 'DELETE') return answer(response, 204, '');
  if (found === undefined) return answer(response, 404, errorOf('NoSuchKey'));
  response.writeHead(200, { 'content-length': found.content.length }).end(found.content);
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
}

function errorOf(code: string): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
}

function listOf(objects: Map<string, Stored>, after: string | null): string {
  const keys = [...objects.keys()].toSorted().filter((key) => after === null || key > after);
  const page = keys.slice(0, 2);
  const contents = page.map(
    (key) => `<Contents><Key>${key}</Key><LastModified>${objects.get(key)?.at.toISOString()}</LastModified></Contents>`,
  );
  const next = keys.length > page.length ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  return `<?xml version="1.0"?><ListBucketResult>${contents.join('')}${next}</ListBucketResult>`;
}

/** Makes the signature again as AWS describes it (Signature Version 4), and the digest of the content. */
function isSigned({ method = '', headers }: IncomingMessage, url: URL, content: Buffer): boolean {
  const [, scope = '', names = '', signature] =
    /Credential=portal\/(\S+), SignedHeaders=(\S+), Signature=(\w+)/.exec(headers.authorization ?? '') ?? [];
  const digest = String(headers['x-amz-content-sha256']);
  // A streamed upload is not hashed before it is sent: TLS protects it on the way.
  if (digest !== sha256(content) && !(method === 'PUT' && digest === 'UNSIGNED-PAYLOAD')) return false;
  const query = [...url.searchParams]
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .toSorted()
    .join('&');
  const signed = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, url.pathname, query, signed.join(''), names, digest].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(Buffer.from(canonical))].join('\n');
  const key = scope.split('/').reduce<Buffer>((made, part) => hmac(made, part), Buffer.from(`AWS4${SECRET}`));
  return hmac(key, toSign).toString('hex') === signature;
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
