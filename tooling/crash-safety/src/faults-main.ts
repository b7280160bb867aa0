import { resolve } from 'node:path';
import { runCampaign, SUBJECTS } from './campaign/campaign.ts';
import { createCampaignReport, failureText } from './report/campaign-report.ts';
import { type FaultOptions, parseFaultOptions, USAGE } from './report/fault-options.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  let options: FaultOptions;
  try {
    options = parseFaultOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (process.platform !== 'linux') {
    process.stderr.write('The suite reads /proc, so it runs on Linux only.\n');
    return 2;
  }
  return bringAbout(options);
}

async function bringAbout(options: FaultOptions): Promise<number> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  const report = createCampaignReport();
  const startedAt = performance.now();
  let count = 0;
  const points = await runCampaign({
    ...options,
    kinds: options.kinds,
    rounds: options.kinds.has('random') && (options.point === null || options.kinds.size === 1) ? options.rounds : 0,
    logs: options.logs === null ? null : resolve(process.env['INIT_CWD'] ?? process.cwd(), options.logs),
    commands: options.commands.length === 0 ? SUBJECTS : SUBJECTS.filter(({ name }) => options.commands.includes(name)),
    signal: interrupted.signal,
    onProgress: (text) => process.stderr.write(`${text}\n`),
    onTrial(trial) {
      report.add(trial);
      count += 1;
      if (trial.outcome.broken.length > 0) process.stdout.write(`${failureText(trial, options.runtime)}\n`);
      if (count % 25 === 0)
        process.stderr.write(
          `${count} faults, ${report.broken().length} broken, ${Math.round((performance.now() - startedAt) / 1000)} s\n`,
        );
    },
  });
  const broken = report.broken().length;
  process.stdout.write(`\n${report.table(points).join('\n')}\n\n`);
  process.stdout.write(
    `${count} faults injected with --seed ${options.seed}, ${broken} broke an invariant, in ${Math.round((performance.now() - startedAt) / 1000)} s.\n`,
  );
  if (interrupted.signal.aborted) return 130;
  return broken === 0 ? 0 : 1;
}
