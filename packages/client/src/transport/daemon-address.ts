/** Where the daemon is, and what opens it. */
export interface DaemonAddress {
  /** For example `http://127.0.0.1:3001`. */
  readonly url: string;
  readonly token: string;
}

/** Where addresses come from. The token changes with every start of the daemon, the port may. */
export interface AddressSource {
  /** The address as last known. */
  current(): DaemonAddress;
  /** Looks again; answers whether anything changed. */
  refresh(): Promise<boolean>;
  /** Whether the daemon behind the address has ended for sure, so that whatever answers there is another program. Default: nobody can tell. */
  isGone?(): boolean;
  /** The process behind the address; null when it is not known. */
  pid?(): number | null;
}

/** An address that stays what it is. */
export function fixedAddress(address: DaemonAddress): AddressSource {
  const { url, token } = address;
  const current = { url: url.replace(/\/+$/, ''), token };
  return { current: () => current, refresh: async () => false };
}
