export type { GithubHost } from './address/github-host.ts';
