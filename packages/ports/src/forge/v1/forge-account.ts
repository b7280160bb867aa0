/** Who wrote something at a code host. */
export interface ForgeAccount {
  /** The login without any `[bot]` behind it. */
  readonly login: string;
  /** True for what the host itself calls a bot; never guessed from the name. */
  readonly isBot: boolean;
}
