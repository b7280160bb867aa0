/** Makes new identifiers. Tests pass one that counts. */
export interface IdentifierSource {
  /** A new identifier with the given prefix, for example `m-8f2c…`: unguessable, lower case letters and digits, at most 26 characters behind the prefix. */
  create(prefix: string): string;
  /** A random UUID (version 4). */
  uuid(): string;
}
