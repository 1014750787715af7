import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps at most so many connections open in this process. One more closes the connection that has been idle for longest: kept
 * alive after an answer, or one whose request has not come yet. When all are answered at this moment, the new one is closed.
 */
export function boundConnections(http: Server, most: number): void {
  const open = new Set<Socket>();
  // In the order in which they became idle.
  const idle = new Set<Socket>();
  http.on('connection', (socket: Socket) => {
    if (open.size >= most && !closeOldest(idle)) return void socket.destroy();
    open.add(socket);
    idle.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      idle.delete(socket);
    });
  });
  http.on('request', ({ socket }: IncomingMessage, res: ServerResponse) => {
    idle.delete(socket);
    res.once('close', () => {
      if (!socket.destroyed) idle.add(socket);
    });
  });
}

/** False when none is idle. It counts as closed at once, so that a burst closes one for each that comes. */
function closeOldest(idle: Set<Socket>): boolean {
  const [oldest] = idle;
  if (oldest === undefined) return false;
  idle.delete(oldest);
  oldest.destroy();
  return true;
}
