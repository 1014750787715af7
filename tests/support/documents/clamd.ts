import { createServer, type Socket } from 'node:net';
import { atTheEnd } from '../cleanup.ts';

/** The test file of virus scanners, in two parts so that no scanner takes this source for it. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export type FakeClamd = { url: string; received: Buffer[]; stop(): Promise<void>; start(): Promise<void> };

type Said = string | null;

/**
 * A server that speaks INSTREAM and PING as clamd does, and finds EICAR. `answer` replaces what it says of a content, at once
 * or later, null for nothing. Once it has stopped it starts again where it was.
 */
export async function startClamd(answer?: (content: Buffer) => Said | Promise<Said>): Promise<FakeClamd> {
  const received: Buffer[] = [];
  const sockets = new Set<Socket>();
  const answerTo = async (sent: Buffer): Promise<Said> => {
    if (sent.equals(Buffer.from('zPING\0'))) return 'PONG';
    const content = contentOf(sent);
    if (content === null) return null;
    received.push(content);
    if (answer !== undefined) return answer(content);
    return content.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    let pending = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', async (bytes: Buffer) => {
      pending = Buffer.concat([pending, bytes]);
      const said = await answerTo(pending);
      if (said !== null) socket.end(`${said}\0`);
    });
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  atTheEnd(stop);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  const { port } = address;
  return { url: `tcp://127.0.0.1:${port}`, received, stop, start: () => listen(port) };
}

/** Returns what was sent once the empty piece has come, else null. Throws when the protocol is not kept. */
function contentOf(bytes: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  if (bytes.length < command.length) return null;
  if (!bytes.subarray(0, command.length).equals(Buffer.from(command))) throw new Error('another command');
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
