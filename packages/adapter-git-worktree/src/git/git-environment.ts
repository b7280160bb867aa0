/**
 * Variables of git that say how to reach a remote or where configuration lies. All others that begin with `GIT_` name a repository,
 * an index or an author of whoever started this process, and would make git work on the wrong thing.
 */
const KEPT_VARIABLES =
  /^GIT_(SSH|SSH_COMMAND|SSH_VARIANT|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_NOSYSTEM|EXEC_PATH|TEMPLATE_DIR|(SSL|HTTP|PROXY|CURL)_[A-Z_]+)$/;

/** An environment without the variables of git that name a repository. It is what programs in a worktree get. */
export function withoutRepositoryVariables(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || KEPT_VARIABLES.test(name)));
}

/** The environment git runs in: English messages, no questions on any channel, no lock taken only to read faster. */
export function gitEnvironment(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return {
    ...withoutRepositoryVariables(env),
    LC_ALL: 'C',
    LANGUAGE: undefined,
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_ASKPASS: 'true',
    SSH_ASKPASS: 'true',
    SSH_ASKPASS_REQUIRE: 'never',
    GCM_INTERACTIVE: 'never',
    GIT_PAGER: 'cat',
    GIT_EDITOR: 'true',
  };
}
