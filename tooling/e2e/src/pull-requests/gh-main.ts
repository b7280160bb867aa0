import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * Stands in for GitHub's own command line, for agents and for whoever asks it for a token. Called with the address of the interface and the
 * file the login lies in first; without that file nobody is logged in.
 */
const [apiUrl = '', tokenPath = '', ...words] = process.argv.slice(2);
const flag = (name: string): string | undefined => {
  const at = words.indexOf(name);
  return at < 0 ? undefined : words[at + 1];
};

if (!existsSync(tokenPath)) {
  process.stderr.write('You are not logged into any GitHub hosts. To log in, run: gh auth login\n');
  process.exit(4);
}
const token = readFileSync(tokenPath, 'utf8').trim();

switch (words.slice(0, 2).join(' ')) {
  case 'auth token':
    process.stdout.write(`${token}\n`);
    break;
  case 'pr create':
    await createPullRequest();
    break;
  default:
    process.stderr.write(`unknown command ${words.join(' ')}\n`);
    process.exit(1);
}

/** As `gh pr create --title … --base …` does it: for the branch that is checked out, in the repository of `origin`. */
async function createPullRequest(): Promise<void> {
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const path = new URL(git('remote', 'get-url', 'origin')).pathname.replace(/\.git$/, '');
  const head = flag('--head') ?? git('branch', '--show-current');
  const response = await fetch(`${apiUrl}/repos${path}/pulls`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ title: flag('--title') ?? head, head, base: flag('--base') ?? 'main' }),
  });
  const body = (await response.json()) as { readonly html_url?: string; readonly message?: string };
  process.stdout.write(`${body.html_url ?? `${response.status} ${body.message ?? ''}`}\n`);
  if (!response.ok) process.exit(1);
}
