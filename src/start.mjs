// Plain JavaScript, so that the cache is on before the first TypeScript file: otherwise each start loads the type stripper, 17 MiB.
import module from 'node:module';

module.enableCompileCache();
await import('./main.ts');
