// This file is plain JavaScript, so that the compile cache is on before the first TypeScript file. Otherwise each start
// would load the code that removes types, 17 MiB.
import module from 'node:module';

module.enableCompileCache();
await import('./main.ts');
