import { createConnection, type NetConnectOpts, type Socket } from 'node:net';
import { type Patience, type Scanner, ScannerUnavailable, type Verdict } from './scanner.ts';

const LONGEST_ANSWER = 4_096;
const PING: Patience = { idleSeconds: 5 };

/** Asks clamd, by its INSTREAM command: the content is sent in pieces, each behind its length, and an empty one ends it. */
export function createClamdScanner(url: string): Scanner {
  const ask = (send: Send, { idleSeconds, signal }: Patience) =>
    askOver(createConnection({ ...addressOf(url), ...(signal && { signal }) }), { send, idleSeconds });
  return {
    scan: async (content, patience) => verdictOf(await ask((socket) => sendContent(socket, content), patience)),
    answers: async () => {
      try {
        return (await ask((socket) => write(socket, Buffer.from('zPING\0')), PING)) === 'PONG';
      } catch (error) {
        if (error instanceof ScannerUnavailable) return false;
        throw error;
      }
    },
  };
}

function addressOf(url: string): NetConnectOpts {
  if (url.startsWith('unix:')) return { path: url.slice('unix:'.length) };
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3_310) };
}

type Send = (socket: Socket) => Promise<void>;

async function askOver(socket: Socket, { send, idleSeconds }: { send: Send; idleSeconds: number }): Promise<string> {
  socket.setTimeout(idleSeconds * 1_000, () => socket.destroy(new Error(`nothing for ${idleSeconds} s`)));
  const answer = readAnswer(socket);
  try {
    // An answer may come before the content is sent, when it is larger than clamd takes: whichever ends first is enough.
    await Promise.race([answer, send(socket).then(() => answer)]);
    return await answer;
  } finally {
    socket.destroy();
  }
}

/** The content is read from the beginning of the call, as a stream that nobody reads throws what goes wrong with it. */
async function sendContent(socket: Socket, content: AsyncIterable<Buffer>): Promise<void> {
  let command = Buffer.from('zINSTREAM\0');
  for await (const piece of content) {
    if (socket.destroyed) return;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    await write(socket, Buffer.concat([command, length, piece]));
    command = Buffer.alloc(0);
  }
  await write(socket, Buffer.concat([command, Buffer.alloc(4)]));
}

/** Waits until the piece has left. What goes wrong with the connection is told by the reading side. */
async function write(socket: Socket, piece: Buffer): Promise<void> {
  if (socket.destroyed) return;
  await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
}

function readAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const fail = (cause?: Error) => reject(new ScannerUnavailable('clamd gave no answer', { cause }));
    socket.setEncoding('utf8');
    socket.on('data', (text) => {
      answer += text;
      if (answer.includes('\0')) resolve(answer.slice(0, answer.indexOf('\0')));
      else if (answer.length > LONGEST_ANSWER) fail();
    });
    socket.once('error', fail);
    socket.once('close', () => fail());
  });
}

function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { clean: true };
  const name = /^stream: (.{1,200}) FOUND$/.exec(answer)?.[1];
  if (name === undefined) throw new ScannerUnavailable(`clamd answered « ${answer.slice(0, 200)} »`);
  return { clean: false, name };
}
