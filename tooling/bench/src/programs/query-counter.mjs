/**
 * Loaded into a daemon before it (`--import`): counts the statements it runs on its database. A request header cannot reach in here, so
 * the count is written into the file named by `BENCH_QUERY_COUNT` on SIGUSR2, and starts again.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(process.argv[1] ?? import.meta.url);
const Database = require('better-sqlite3');
const statement = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1'));
let count = 0;

for (const method of ['all', 'get', 'iterate', 'run']) {
  const original = statement[method];
  statement[method] = function counted(...values) {
    count += 1;
    return original.apply(this, values);
  };
}

process.on('SIGUSR2', () => {
  writeFileSync(process.env['BENCH_QUERY_COUNT'] ?? '', String(count));
  count = 0;
});
