import { createSilentLogger } from '@ao/testing';
import { createGithub, type Github, type GithubOptions } from '../create-github.ts';
import { createBriskClock } from './brisk-clock.ts';

/** This package beside a host that runs, whoever wrote that. */
export function githubAt(
  host: { readonly host: string; readonly url: string; readonly token: string },
  options: Partial<GithubOptions> = {},
): Github {
  return createGithub({
    env: { AO_GITHUB_ENTERPRISE_TOKEN: host.token },
    ghProgram: null,
    hosts: [{ host: host.host, apiUrl: `${host.url}/api/v3` }],
    logger: createSilentLogger(),
    clock: createBriskClock(),
    ...options,
  });
}
