import type { ForgeAccount } from '@ao/ports';

/** Whether an account stands in a list of logins. Case does not count, nor does a `[bot]` behind the name. */
export function isListed(account: ForgeAccount, logins: readonly string[]): boolean {
  const login = loginKey(account.login);
  return logins.some((listed) => loginKey(listed) === login);
}

/**
 * Whether somebody's words are for the agent: a person's, other than the accounts the session itself writes with; a bot's, and those
 * of its own accounts, only when listed. An account that was deleted counts as a person.
 */
export function isHeard(
  account: ForgeAccount | null,
  who: { readonly ownAccounts: readonly string[]; readonly listenTo: readonly string[] },
): boolean {
  if (account === null) return true;
  return isListed(account, who.listenTo) || !(account.isBot || isListed(account, who.ownAccounts));
}

function loginKey(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/, '');
}
