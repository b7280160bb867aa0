import type { AoError, Timestamp } from '@ao/domain';
import type { ForgeAnswer } from '@ao/ports';
import type { PullRequestObserverOptions } from '../observer-options.ts';
import { budgetStretch } from './budget-stretch.ts';
import { type ForgeSight, type ForgeView, sightOf } from './forge-view.ts';

/** Accounts are asked for anew after so long: people log in as somebody else. */
const ACCOUNT_KEPT_MS = 60 * 60_000;
/** Without a token nobody is asked anything; whether one has appeared costs nothing to find out. */
const RETRY_MS = 60_000;

/** What is known about the hosts that are looked at. */
export interface ForgeHosts {
  /** The login `ao` looks with, as far as it can be known: `none` for tokens without an account. Asks the host at most once an hour. */
  account(host: string, signal: AbortSignal): Promise<{ readonly login: string | null } | null>;
  /** Something useful came from the host. */
  saw(host: string): void;
  /** Something could not be seen; remembers what that says about the whole host. */
  missed(host: string, error: AoError): void;
  /** Until when nothing is to be asked there; null when it may be. */
  notBefore(host: string): Timestamp | null;
  /** See {@link budgetStretch}. */
  stretch(host: string): number;
  /** Forgets all refusals, because a person wants to know now. */
  retry(): void;
  views(): readonly ForgeView[];
}

interface HostState {
  sight: ForgeSight;
  since: Timestamp;
  message: string | null;
  until: Timestamp | null;
  notBefore: Timestamp | null;
  account: { readonly login: string | null; readonly readAt: number } | null;
  noticeKey: string | null;
}

/** Makes it. What goes wrong with a host is told once, when it begins, and once when it is over. */
export function createForgeHosts(options: PullRequestObserverOptions): ForgeHosts {
  const { scm, clock, logger, notices } = options;
  const hosts = new Map<string, HostState>();

  function stateOf(host: string): HostState {
    const known = hosts.get(host);
    if (known !== undefined) return known;
    const fresh: HostState = {
      sight: 'untried',
      since: clock.now(),
      message: null,
      until: null,
      notBefore: null,
      account: null,
      noticeKey: null,
    };
    hosts.set(host, fresh);
    return fresh;
  }

  /** Of one day, so that the same trouble is told again when it comes again. */
  function noticeKey(host: string, sight: 'no_token' | 'refused'): string {
    return `forge:${host}:${sight}:${new Date(clock.now()).toISOString().slice(0, 10)}`;
  }

  function turn(host: string, sight: ForgeSight, more: { readonly message: string | null; readonly until: Timestamp | null }): void {
    const state = stateOf(host);
    const { sight: before } = state;
    Object.assign(state, more);
    if (before === sight) return;
    Object.assign(state, { sight, since: clock.now() });
    if (state.noticeKey !== null) notices.withdraw(state.noticeKey);
    // What another daemon told earlier today has passed as well.
    else if (sight === 'seeing') for (const former of ['no_token', 'refused'] as const) notices.withdraw(noticeKey(host, former));
    state.noticeKey = null;
    const { message } = more;
    if (sight === 'no_token' || sight === 'refused') {
      // Somebody has to do something; a limit and a lost network pass by themselves.
      state.account = null;
      state.noticeKey = noticeKey(host, sight);
      const text = `Pull requests at ${host} cannot be seen. ${message ?? ''}`.trim();
      notices.raise({ key: state.noticeKey, kind: 'trouble', priority: 'normal', sessionId: null, text, url: null });
      logger.warn('Pull requests cannot be seen; everything else goes on', { host, sight, reason: message });
    } else if (sight === 'seeing') {
      if (before !== 'untried') logger.info('Pull requests can be seen again', { host });
    } else {
      logger.warn('A code host is not asked for the time being', { host, sight, reason: message, until: more.until });
    }
  }

  function missed(host: string, error: AoError): void {
    const found = sightOf(error);
    if (found === null) return;
    const state = stateOf(host);
    const { until } = found;
    // A token that was refused is passed over for a while; then there seems to be none.
    const sight = found.sight === 'no_token' && state.sight === 'refused' ? 'refused' : found.sight;
    if (sight === 'limited') state.notBefore = until ?? clock.now() + RETRY_MS;
    if (sight === 'no_token' || sight === 'refused') state.notBefore = clock.now() + RETRY_MS;
    turn(host, sight, { message: error.message, until: sight === 'limited' ? state.notBefore : until });
  }

  async function account(host: string, signal: AbortSignal): Promise<{ readonly login: string | null } | null> {
    const known = stateOf(host).account;
    if (known !== null && clock.monotonic() - known.readAt < ACCOUNT_KEPT_MS) return known;
    const answer: ForgeAnswer<{ readonly login: string }> = await scm.readAccount(host, signal);
    if (answer.outcome === 'unknown') {
      missed(host, answer.error);
      // It has hardly changed: better the one of an hour ago than none.
      return known;
    }
    if (answer.outcome === 'gone') return known;
    const login = answer.outcome === 'value' ? answer.value.login : null;
    stateOf(host).account = { login, readAt: clock.monotonic() };
    return { login };
  }

  return {
    account,
    saw(host) {
      const state = stateOf(host);
      if (state.notBefore !== null) state.notBefore = null;
      if (state.sight !== 'seeing') turn(host, 'seeing', { message: null, until: null });
    },
    missed,
    notBefore(host) {
      const state = hosts.get(host);
      const own = state?.notBefore ?? null;
      // The clock may have been set back meanwhile; nobody waits for longer than the longest limit lasts.
      const bounded = own === null ? null : Math.min(own, clock.now() + ACCOUNT_KEPT_MS);
      const held = scm.budget(host)?.notBefore ?? null;
      const latest = Math.max(bounded ?? 0, held ?? 0);
      return latest > clock.now() ? latest : null;
    },
    stretch: (host) => budgetStretch(scm.budget(host), clock.now()),
    retry() {
      for (const state of hosts.values()) if (state.sight !== 'limited') state.notBefore = null;
    },
    views: () =>
      Array.from(hosts, ([host, { sight, since, message, until, account: known }]) => ({
        host,
        sight,
        since,
        message,
        until,
        account: known?.login ?? null,
        budget: scm.budget(host),
      })),
  };
}
