import { runFastPath } from './fast-path/fast-path.ts';
import { endWhenOutputCloses } from './process/closed-output.ts';

endWhenOutputCloses([process.stdout, process.stderr], (code) => process.exit(code));
const argv = process.argv.slice(2);
// The commands people and scripts call all day start without the command framework; everything else, and every unusual flag, is its business.
if (!(await runFastPath(argv))) {
  const { runCommandLine } = await import('./command-line.ts');
  await runCommandLine(import.meta.url, argv);
}
