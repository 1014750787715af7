import { readConfig } from '../../src/config.ts';
import { serve } from '../../src/serve.ts';

// The portal alone in its process, as in production: `node portal-process.ts databaseUrl port`.
const [, , databaseUrl = '', port = ''] = process.argv;
const limits = { SIGN_IN_LIMIT_PER_5_MINUTES: '100000', LOG_LEVEL: 'silent' };
const secret = 'benchmark-benchmark-benchmark-benchmark';
const serving = await serve(readConfig({ PORT: port, NODE_ENV: 'test', ...limits }), {
  databaseUrl,
  sessionSecrets: [secret],
});
process.send?.(serving.port);
process.on('disconnect', () => process.exit());
