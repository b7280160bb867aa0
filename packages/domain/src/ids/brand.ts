declare const brand: unique symbol;

/**
 * A string that has been checked once and carries the proof in its type, so that a session id can never be passed where a
 * project id is meant. It is a plain string at run time.
 */
export type Branded<Name extends string> = string & { readonly [brand]: Name };
