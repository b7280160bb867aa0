/** What holds for all commands. */
export const REFERENCE_PREFACE = `Made from the commands themselves with \`pnpm run docs:cli\` in \`tooling/e2e\`; a test says when it is out of date. \`ao <command> --help\`
shows the same in the terminal.

Every command knows \`--verbose\` (\`AO_VERBOSE\`), which says everything that is known about an error, and all but \`attach\` and \`completion\`
know \`--json\`: one document on standard output and nothing else. Only \`events\` prints more, one per line.

A command that needs the daemon starts it; \`AO_NO_AUTOSTART=1\` forbids that. Sessions may be named by their ids, such as \`shop-1\`.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | failed |
| 2 | used wrongly |
| 3 | not found |
| 4 | timed out |
| 5 | conflict, for example a session that has ended |
| 6 | the daemon is not running |

What can be set from outside, for the daemon and for the command. The daemon keeps what it was started with.

| variable | meaning | default |
|---|---|---|
| \`AO_HOME\` | the data directory | \`~/.ao\` |
| \`AO_PORT\` | where the daemon listens on 127.0.0.1; \`0\` for any free port | \`3001\` |
| \`AO_AGENT\` | the agent of sessions that name none | \`claude-code\` |
| \`AO_RUNTIME\` | the runtime of sessions that name none | \`pty-host\` |
| \`AO_MAX_RUNNING\` | how many sessions may run on this machine; more wait in a queue | no limit |
| \`AO_MIN_FREE_MEMORY\` | memory that is kept free when sessions are started, such as \`1GiB\` or \`5%\`; \`0\`: memory is not looked at | \`512MiB\` or \`5%\`, whichever is less |
| \`AO_AGENT_MODULES\` | modules that bring further agents, separated by commas | none |
| \`AO_GITHUB_HOSTS\` | GitHub servers besides github.com, separated by commas: \`github.example.com\`, or \`github.example.com=https://github.example.com/api/v3\` | none |
| \`AO_GITHUB_AUTHORS\` | accounts whose pull requests may belong to sessions, besides that of the token | none |
| \`AO_OBSERVE_PULL_REQUESTS\` | \`0\`: pull requests are not looked at | \`1\` |
| \`AO_PULL_REQUEST_INTERVAL\` | how often a pull request is looked at while something is about to change; all else in proportion | \`30s\` |
| \`AO_WEBHOOK_HOSTS\` | hosts by which GitHub's webhooks may come, besides the loopback names, separated by commas | none |
| \`AO_ALLOWED_ORIGINS\` | web origins whose pages may use the daemon, separated by commas | none |
| \`AO_LOG_LEVEL\` | \`debug\`, \`info\`, \`warn\` or \`error\` | \`info\` |
| \`AO_REQUEST_TIMEOUT\` | how long a request may take | \`60s\` |
| \`AO_SHUTDOWN_TIMEOUT\` | how long running work may take to end when the daemon stops | \`10s\` |
| \`AO_NO_AUTOSTART\` | \`1\`: no command starts a daemon by itself | \`0\` |`;
