import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { LANGUAGES } from '../../domain/language.ts';
import type { Texts } from '../page/texts.ts';
import type { Header } from '../pipeline/headers.ts';

/** The status for the error codes of Node's parser and timers. Every other fault of a request is BAD_REQUEST. */
const STATUS_OF: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};
const BAD_REQUEST = '400 Bad Request';

/**
 * Answers what Node cannot read as a request, and Express therefore never receives. The answer has the headers of every
 * other, and the same short text in each language, as the visitor's language is not known.
 */
export function answerUnreadable(http: Server, { headers, texts }: { headers: readonly Header[]; texts: Texts }): void {
  const text = LANGUAGES.map((language) => texts[language]('web:error.400.title')).join('\n');
  const lines = [
    ...headers.map(([name, value]) => `${name}: ${value}`),
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  http.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    // The other side is gone, or part of an answer is already on its way: nothing can be said any more.
    if (error.code === 'ECONNRESET' || !socket.writable || hasBegunToAnswer(socket)) return void socket.destroy();
    const status = STATUS_OF[error.code ?? ''] ?? BAD_REQUEST;
    socket.end(`HTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy());
  });
}

/** Node keeps the answer under way on the socket, and its own handling of `clientError` looks at it in the same way. */
function hasBegunToAnswer(socket: Duplex): boolean {
  const { _httpMessage: answer } = socket as { _httpMessage?: { headersSent: boolean } | null };
  return answer?.headersSent === true;
}
