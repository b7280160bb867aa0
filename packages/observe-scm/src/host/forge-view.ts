import { AoError, type Timestamp } from '@ao/domain';
import type { RateBudget } from '@ao/ports';

/**
 * How well a code host can be seen.
 *
 * - `seeing`: its last answer was of use; `untried`: nothing was asked yet
 * - `no_token`, `refused`: there is no token, or it is not taken; tried again by itself, at little cost
 * - `limited`: its limit is used up as far as `ao` may use it, until `until`
 * - `unreachable`: no answer, or none that can be understood
 */
export type ForgeSight = 'untried' | 'seeing' | 'no_token' | 'refused' | 'limited' | 'unreachable';

/** What can be seen of one code host. */
export interface ForgeView {
  readonly host: string;
  readonly sight: ForgeSight;
  /** Since when it is so. */
  readonly since: Timestamp;
  /** Why, and what to do, for people; null while all is well. */
  readonly message: string | null;
  /** When it goes on by itself; null when that is not known. */
  readonly until: Timestamp | null;
  /** The account `ao` looks with; null when it is not known, or the token belongs to none. */
  readonly account: string | null;
  readonly budget: RateBudget | null;
}

/** What an answer that showed nothing says about the host as a whole; null when it says nothing about it. */
export function sightOf(error: AoError): { readonly sight: ForgeSight; readonly until: Timestamp | null } | null {
  switch (error.code) {
    case 'FORGE_TOKEN_MISSING':
      return { sight: 'no_token', until: null };
    case 'FORGE_TOKEN_REFUSED':
      return { sight: 'refused', until: null };
    case 'FORGE_RATE_LIMITED':
      return { sight: 'limited', until: retryAtOf(error) };
    case 'FORGE_UNAVAILABLE':
      return { sight: 'unreachable', until: null };
    default:
      return null;
  }
}

/** When the host says that it may be asked again; null when it does not say. */
export function retryAtOf(error: unknown): Timestamp | null {
  const retryAt = AoError.isInstance(error) ? error.details['retryAt'] : null;
  return typeof retryAt === 'number' && Number.isFinite(retryAt) ? retryAt : null;
}
