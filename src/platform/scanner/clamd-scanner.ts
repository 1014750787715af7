import { createReadStream } from 'node:fs';
import { createConnection, type NetConnectOpts, type Socket } from 'node:net';
import { type Scanner, ScannerUnavailable, type Verdict } from './scanner.ts';

const LONGEST_ANSWER = 4_096;

/**
 * Asks clamd, by its INSTREAM command: the file is sent in pieces, each behind its length, and an empty one ends it.
 * The time limit counts from the last byte that went either way.
 */
export function createClamdScanner(url: string, { idleSeconds = 60 } = {}): Scanner {
  return { scan: (file) => scanOver(createConnection(addressOf(url)), { file, idleSeconds }) };
}

function addressOf(url: string): NetConnectOpts {
  if (url.startsWith('unix:')) return { path: url.slice('unix:'.length) };
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3_310) };
}

async function scanOver(
  socket: Socket,
  { file, idleSeconds }: { file: string; idleSeconds: number },
): Promise<Verdict> {
  socket.setTimeout(idleSeconds * 1_000, () => socket.destroy(new Error(`nothing for ${idleSeconds} s`)));
  const answer = readAnswer(socket);
  try {
    // An answer may come before the file is sent, when it is larger than clamd takes: whichever ends first is enough.
    await Promise.race([answer, sendFile(socket, file).then(() => answer)]);
    return verdictOf(await answer);
  } finally {
    socket.destroy();
  }
}

async function sendFile(socket: Socket, file: string): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    await write(socket, Buffer.concat([length, piece]));
  }
  await write(socket, Buffer.alloc(4));
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
