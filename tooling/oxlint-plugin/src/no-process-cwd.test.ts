import { noProcessCwd } from './no-process-cwd.ts';
import { createRuleTester } from './rule-tester.ts';

createRuleTester().run('no-process-cwd', noProcessCwd, {
  valid: ['const folder = options.directory;', 'other.cwd();', 'process.env;'],
  invalid: [
    { code: 'const folder = process.cwd();', errors: 1 },
    { code: 'const where = process.cwd;', errors: 1 },
  ],
});
