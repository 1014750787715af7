/**
 * Loaded first in each process of the tests. Their results leave by a pipe, and `--test-force-exit` ends a process
 * without what its pipe has not yet taken: on a busy machine the last results would be missing, and the name of a test that
 * failed with them. So a write waits here until the pipe has taken it.
 */
for (const stream of [process.stdout, process.stderr]) {
  const { _handle: handle } = stream as unknown as { _handle?: { setBlocking?(waits: boolean): void } };
  handle?.setBlocking?.(true);
}
