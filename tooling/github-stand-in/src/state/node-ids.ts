/** Ids as GitHub makes them: a prefix for the kind, then text nobody can read. */
export interface NodeIds {
  node(prefix: string): string;
  database(): number;
  /** A commit of a repository without files. */
  commit(): string;
}

/** Ids that count. */
export function createNodeIds(): NodeIds {
  let last = 1_000;
  const next = (): number => {
    last += 1;
    return last;
  };
  return {
    node: (prefix) => `${prefix}_kwDO${Buffer.from(`stand-in-${next()}`).toString('base64url')}`,
    database: next,
    commit: () => next().toString(16).padStart(40, 'c'),
  };
}
