const TIME = '2026-11-22T12:00:00.1234567Z ';

/** A step as the host logs it. */
function step(command: string, output: string): string {
  return `##[group]Run ${command}\n\u001b[36;1m${command}\u001b[0m\nshell: /usr/bin/bash -e {0}\nenv:\n  CI: true\n##[endgroup]\n${output}`;
}

const CLEAN_UP = `Post job cleanup.
[command]/usr/bin/git version
git version 2.51.0
${Array.from({ length: 30 }, (_, line) => `[command]/usr/bin/git config --local --unset-all http.https://github.com/.extraheader ${line}`).join('\n')}
Cleaning up orphan processes`;

const SET_UP = `Current runner version: '2.330.0'
##[group]Runner Image Provisioner
Hosted Compute Agent
##[endgroup]
Prepare workflow directory
${step('actions/checkout@v5', 'Syncing repository: acme/shop\nHEAD is now at 1234567 Work')}
${step('npm ci', 'added 812 packages in 9s\nnpm warn deprecated inflight@1.0.6: Error: this module leaks memory')}`;

/** A whole log of a job that failed in this command, with time stamps, set-up before it and clean-up behind it. */
export function jobLog(command: string, output: string, exitCode = 1): string {
  const text = `${SET_UP}\n${step(command, output)}\n##[error]Process completed with exit code ${exitCode}.\n${CLEAN_UP}`;
  return `\uFEFF${text
    .split('\n')
    .map((line) => `${TIME}${line}`)
    .join('\r\n')}\r\n`;
}

/** So many lines of what programs say when all is well. */
export function noise(count: number, word = ' ✓ src/module'): string {
  return Array.from({ length: count }, (_, line) => `${word}-${line} (12 tests) 34ms`).join('\n');
}
