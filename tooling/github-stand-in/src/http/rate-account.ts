/** GitHub's hourly limits that are counted here. */
export type RateResource = 'core' | 'graphql' | 'search';

/** What one token has used up. */
export interface RateAccount {
  readonly limit: Readonly<Record<RateResource, number>>;
  used: Record<RateResource, number>;
  /** In seconds since 1970, as in GitHub's headers. */
  resetAt: number;
}

/** Makes a fresh account that begins anew in an hour. */
export function createRateAccount(now: number): RateAccount {
  return {
    limit: { core: 5_000, graphql: 5_000, search: 30 },
    used: { core: 0, graphql: 0, search: 0 },
    resetAt: Math.ceil(now / 1_000) + 3_600,
  };
}

/** Whether there is so much left. */
export function canPay(account: RateAccount, resource: RateResource, cost: number): boolean {
  return account.used[resource] + cost <= account.limit[resource];
}

/** The headers GitHub puts on every answer. */
export function rateHeaders(account: RateAccount, resource: RateResource): Record<string, string> {
  return {
    'x-ratelimit-limit': String(account.limit[resource]),
    'x-ratelimit-remaining': String(Math.max(0, account.limit[resource] - account.used[resource])),
    'x-ratelimit-used': String(account.used[resource]),
    'x-ratelimit-reset': String(account.resetAt),
    'x-ratelimit-resource': resource,
  };
}
