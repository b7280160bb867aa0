import { mkdtemp, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBareRepository } from './git/bare-repository.ts';
import { createFaultQueue, type FaultQueue } from './http/fault.ts';
import type { HostFront } from './http/host-front.ts';
import type { HostUsage } from './http/host-usage.ts';
import { createRateAccount, type RateAccount } from './http/rate-account.ts';
import { serveLogStore } from './http/serve-log-store.ts';
import { frontListener, listen, type ListeningServer } from './http/start-front.ts';
import { addRepository, type NewRepository } from './state/add-to-repository.ts';
import { syncWithGit } from './state/git-sync.ts';
import { createHostState, type HostState } from './state/host-state.ts';
import type { AccountRecord } from './state/issue-record.ts';
import type { RepositoryRecord } from './state/repository-record.ts';
import { sendWebhook, type WebhookDelivery, type WebhookTarget } from './webhooks/send-webhook.ts';
import type { WebhookEvent } from './webhooks/webhook-event.ts';

/** A GitHub that runs. */
export interface GitHubStandIn {
  /** `http://127.0.0.1:<port>`, as an Enterprise server: git and pages here, REST below `/api/v3`, GraphQL at `/api/graphql`. */
  readonly url: string;
  /** The host as in addresses of repositories. */
  readonly host: string;
  /** The token everything works with; its account is `octo`. */
  readonly token: string;
  /** What is there. Tests read and change it as they like, mostly by the functions beside this one. */
  readonly state: HostState;
  readonly faults: FaultQueue;
  readonly usage: HostUsage;
  /** What a token has used of GitHub's limits. Tests may set it. */
  account(token?: string): RateAccount;
  /** Makes a repository with one commit, that can be cloned and pushed to; `files: null` for one without files, which is faster. */
  createRepository(wanted?: NewRepository & { readonly files?: Readonly<Record<string, string>> | null }): Promise<RepositoryRecord>;
  /** Where git finds a repository; the token goes in as its password. */
  gitUrl(repository: RepositoryRecord): string;
  /** The same with the token in it, so that git asks nobody: for `git clone` and `git remote add`. */
  gitUrlWithToken(repository: RepositoryRecord): string;
  /** Gives an account another token. */
  addToken(token: string, account?: AccountRecord): void;
  /** From now on nobody knows the token. */
  revokeToken(token: string): void;
  /** Nobody can connect any more, and connections that are open are cut: no network. Does nothing when it is so already. */
  goOffline(): Promise<void>;
  /** Listens again, where it did before. */
  goOnline(): Promise<void>;
  /** Tells of something that happened, signed, as GitHub does. */
  sendWebhook(target: WebhookTarget, event: WebhookEvent): Promise<WebhookDelivery>;
  /** Ends the servers and removes all files. */
  close(): Promise<void>;
}

/** What may be set. */
export interface GitHubStandInOptions {
  /** The time the host has. Default: that of this machine. */
  readonly now?: () => number;
}

/** Starts a GitHub on the loopback interface. */
export async function startGitHubStandIn(options: GitHubStandInOptions = {}): Promise<GitHubStandIn> {
  const now = options.now ?? (() => Date.now());
  const directory = await mkdtemp(join(tmpdir(), 'ao-github-'));
  let front: HostFront | null = null;
  const listener: RequestListener = (request, response) => {
    if (front === null) response.destroy();
    else frontListener(front)(request, response);
  };
  let server: ListeningServer | null = await listen(listener);
  const { port } = server;
  const logs = await listen((request, response) => {
    if (front !== null) serveLogStore(front, request, response).catch(() => response.destroy());
  });
  const host = `127.0.0.1:${port}`;
  const state = createHostState(host, now);
  const faults = createFaultQueue();
  const usage: HostUsage = { requests: [], violations: [] };
  const accounts = new Map<string, RateAccount>();
  const token = 'ghp_standIn0000000000000000000000000000000';
  state.tokens.set(token, { login: 'octo' });
  const account = (name: string = token): RateAccount => {
    const known = accounts.get(name) ?? createRateAccount(now());
    accounts.set(name, known);
    return known;
  };
  front = { state, faults, usage, account, logUrl: (jobId) => `http://127.0.0.1:${logs.port}/logs/${jobId}?sig=stand-in` };
  return {
    url: `http://${host}`,
    host,
    token,
    state,
    faults,
    usage,
    account,
    async createRepository(wanted = {}) {
      const files = wanted.files === undefined ? { 'README.md': 'Hello.\n' } : wanted.files;
      const branch = wanted.defaultBranch ?? 'main';
      const git = files === null ? null : await createBareRepository(join(directory, `${state.ids.database()}.git`), branch);
      const repository = addRepository(state, wanted, git);
      if (git === null) repository.branches.set(branch, state.ids.commit());
      else await git.commit({ branch, files: files ?? {}, message: 'First' });
      await syncWithGit(state, repository);
      return repository;
    },
    gitUrl: (repository) => `http://${host}/${repository.owner}/${repository.name}.git`,
    gitUrlWithToken: (repository) => `http://x-access-token:${token}@${host}/${repository.owner}/${repository.name}.git`,
    addToken: (name, owner = { login: 'octo' }) => void state.tokens.set(name, owner),
    revokeToken: (name) => void state.tokens.delete(name),
    async goOffline() {
      const closing = server;
      server = null;
      await closing?.close();
    },
    async goOnline() {
      server ??= await listen(listener, port);
    },
    sendWebhook: (target, event) => sendWebhook(state, target, event),
    async close() {
      await Promise.all([server?.close(), logs.close()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}
