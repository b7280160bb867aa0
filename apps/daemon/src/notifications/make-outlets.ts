import { createCommandOutlet, createDesktopOutlet, createWebhookOutlet, webhookAddressProblem } from '@ao/adapter-notify';
import { AoError } from '@ao/domain';
import { type ConfiguredOutlet, DEFAULT_OUTLET_RULES } from '@ao/notifications';
import type { Clock, Logger, NoticeOutletV1 } from '@ao/ports';
import type { OutletSettings } from './settings-schema.ts';

/** What outlets need besides their settings. */
export interface OutletSurroundings {
  /** The environment of the person, for programs that are run. */
  readonly environment: () => Promise<Readonly<Record<string, string>>>;
  /** The environment of the daemon, for secrets that are named. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where programs run. */
  readonly home: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Makes an outlet with its rules.
 *
 * @throws AoError `NOTIFICATION_SETTINGS_INVALID` when a variable it names is not set, or holds no address.
 */
export function makeOutlet(settings: OutletSettings, surroundings: OutletSurroundings): ConfiguredOutlet {
  const { minimumPriority, kinds, projects, rateLimit } = settings;
  return {
    outlet: outletOf(settings, surroundings),
    rules: {
      minimumPriority: minimumPriority ?? DEFAULT_OUTLET_RULES.minimumPriority,
      kinds: kinds ?? null,
      projects: projects ?? null,
      rateLimit: rateLimit === undefined ? DEFAULT_OUTLET_RULES.rateLimit : { count: rateLimit.count, perMs: rateLimit.per },
    },
  };
}

function outletOf(settings: OutletSettings, { environment, env, home, clock, logger }: OutletSurroundings): NoticeOutletV1 {
  const { name } = settings;
  switch (settings.type) {
    case 'desktop':
      return createDesktopOutlet({ name, environment });
    case 'command':
      return createCommandOutlet({ name, argv: settings.command, environment, cwd: home, timeoutMs: settings.timeout, logger });
    case 'webhook': {
      const { allowHttp = false, timeout: timeoutMs } = settings;
      const url = settings.url ?? named(settings.urlFrom ?? '', name, env);
      const problem = webhookAddressProblem(url, { allowHttp });
      if (problem !== null) throw invalid(`What ${settings.urlFrom} holds for the outlet ${name} ${problem}.`);
      const secret = settings.secret ?? (settings.secretFrom === undefined ? null : named(settings.secretFrom, name, env));
      return createWebhookOutlet({ name, url, secret, allowHttp, timeoutMs, clock });
    }
  }
}

function named(variable: string, outlet: string, env: OutletSurroundings['env']): string {
  const value = env[variable]?.trim() ?? '';
  if (value === '') throw invalid(`The outlet ${outlet} names the variable ${variable}, which the daemon was started without.`);
  return value;
}

function invalid(message: string): AoError {
  return new AoError('NOTIFICATION_SETTINGS_INVALID', { message });
}
