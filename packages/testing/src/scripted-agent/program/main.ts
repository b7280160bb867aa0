import { createKeyDecoder } from './key-decoder.ts';
import { createProgram, type Program, PROGRAM_VERSION } from './program.ts';
import { parseProgramOptions } from './program-options.ts';

/** Runs the scripted agent in the terminal of this process. It depends on nothing but Node. */
function main(): void {
  const request = parseProgramOptions(process.argv.slice(2), process.env);
  if (request.type === 'version') {
    process.stdout.write(`${PROGRAM_VERSION} (Scripted Agent)\n`);
    return;
  }
  if (request.type === 'error') return fail(request.message);
  const { stdin, stdout } = process;
  let program: Program;
  try {
    program = createProgram(
      request.options,
      {
        write: (text) => stdout.write(text),
        get columns() {
          return stdout.columns ?? 80;
        },
        get rows() {
          return stdout.rows ?? 24;
        },
        drained: () => new Promise((resolve) => stdout.once('drain', resolve)),
      },
      exit,
    );
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  const decoder = createKeyDecoder((key) => program.press(key));
  if (stdin.isTTY) stdin.setRawMode(true);
  stdin.on('data', (bytes: Buffer) => decoder.feed(bytes));
  stdin.on('end', () => void program.terminate('SIGHUP'));
  stdin.on('error', () => void program.terminate('SIGHUP'));
  // The terminal may be closed under us; the signal that comes with it ends the program.
  stdout.on('error', () => undefined);
  stdout.on('resize', () => program.resized());
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void program.terminate(signal));
  void program.start();

  function exit(code: number): never {
    decoder.close();
    if (stdin.isTTY) stdin.setRawMode(false);
    process.exit(code);
  }
}

function fail(message: string): void {
  process.stderr.write(`scripted-agent: ${message}\n`);
  process.exitCode = 1;
}

main();
