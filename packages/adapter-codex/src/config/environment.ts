/** An environment as an agent gets it. */
export type Environment = Readonly<Record<string, string>>;
