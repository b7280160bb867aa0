import { realpathSync } from 'node:fs';

/**
 * The folder this process was started in, by the name its caller has for it. The shell's `PWD` has links as the person typed them; a program
 * that starts `ao` in another folder hands on a `PWD` of its own, which names the wrong place and must not count.
 */
export function workingDirectory(env: Readonly<Record<string, string | undefined>>, actual: string = process.cwd()): string {
  const named = env['PWD'];
  return named?.startsWith('/') === true && realPathOf(named) === realPathOf(actual) ? named : actual;
}

function realPathOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
