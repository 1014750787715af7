import { once } from 'node:events';
import net, { type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestPortal } from '../../../support/portal.ts';

export async function connectTo({ origin }: Pick<TestPortal, 'origin'>): Promise<Socket> {
  const socket = net.connect({ host: '127.0.0.1', port: Number(new URL(origin).port) });
  // A portal that closes while something is on its way resets the connection.
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** All that is answered to those bytes until the portal closes the connection. */
export async function sendRaw(portal: Pick<TestPortal, 'origin'>, bytes: string): Promise<string> {
  const socket = await connectTo(portal);
  socket.write(bytes);
  return text(socket);
}

/** Waits for the whole of one answer whose end is known by this text; the connection stays open. */
export async function askOn(socket: Socket, request: string, end: string): Promise<string> {
  socket.write(request);
  let answer = '';
  while (!answer.includes(end)) {
    const [part] = await once(socket, 'data');
    answer += String(part);
  }
  return answer;
}
