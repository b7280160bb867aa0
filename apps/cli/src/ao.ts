import { runFastPath } from './fast-path/fast-path.ts';

// The commands people and scripts call all day start without the command framework; everything else, and every unusual flag, is its business.
if (!(await runFastPath(process.argv.slice(2)))) {
  const { runCommandLine } = await import('./command-line.ts');
  await runCommandLine(import.meta.url);
}
