/**
 * A process that takes the instance lock named by its first argument. On standard output: `locked` or the code of the error. It keeps
 * the lock until its standard input ends, or until it is ended.
 */
import { AoError } from '@ao/domain';
import { acquireInstanceLock } from '../instance-lock.ts';

const [path = ''] = process.argv.slice(2);
try {
  acquireInstanceLock(path);
  process.stdout.write('locked\n');
  process.stdin.resume();
  process.stdin.on('end', () => process.exit(0));
} catch (thrown) {
  process.stdout.write(`${AoError.isInstance(thrown) ? thrown.code : String(thrown)}\n`);
}
