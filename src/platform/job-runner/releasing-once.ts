import type { Pool } from '../postgres/pool.ts';

type Release = (error?: unknown) => void;
type Connected = (error: Error | undefined, client: unknown, release: Release) => void;

/**
 * Returns the pool as graphile-worker may use it: it gives the connection of its listener back twice when that is cut while
 * the runner ends, and catches nothing of what pg throws then, which would end the process. The second time does nothing.
 */
export function releasingOnce(pool: Pool): Pool {
  const connect = pool.connect.bind(pool) as (connected?: Connected) => unknown;
  const connectOnce = (connected?: Connected) =>
    connected === undefined
      ? connect()
      : connect((error, client, release) => connected(error, client, onlyOnce(release)));
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return connectOnce;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function onlyOnce(release: Release): Release {
  let released = false;
  return (error) => {
    if (released) return;
    released = true;
    release(error);
  };
}
