/** Where the server of one launch listens, and how it knows us. */
export interface OpencodeAddress {
  readonly port: number;
  readonly password: string;
}

/** The name that goes with the password; set by the launch too, so that no other can be in force. */
export const SERVER_USER = 'opencode';

/** The one address that is ever used. */
export const SERVER_HOST = '127.0.0.1';

/** The value of the header that lets us in. */
export function authorization({ password }: OpencodeAddress): string {
  return `Basic ${Buffer.from(`${SERVER_USER}:${password}`).toString('base64')}`;
}
