import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps at most `most` connections open in this process. One more closes the connection that has been idle longest:
 * kept alive after an answer, or still without a request. When none is idle, the new one is closed.
 */
export function boundConnections(http: Server, most: number): void {
  const open = new Set<Socket>();
  // The idle connections, in the order in which they became idle.
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

/**
 * Returns false when none is idle. The connection counts as closed at once, so that many new connections close one
 * each.
 */
function closeOldest(idle: Set<Socket>): boolean {
  const [oldest] = idle;
  if (oldest === undefined) return false;
  idle.delete(oldest);
  oldest.destroy();
  return true;
}
