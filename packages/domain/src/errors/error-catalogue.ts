import type { ErrorKind } from './error-kind.ts';

/** One catalogued error: its kind, what it means, and the next step for the person who meets it. */
export interface ErrorCatalogueEntry {
  readonly kind: ErrorKind;
  readonly summary: string;
  readonly nextStep: string;
}

function entry(kind: ErrorKind, summary: string, nextStep: string): ErrorCatalogueEntry {
  return { kind, summary, nextStep };
}

/**
 * Every error code of the project, its meaning and its remedy. This table is the documentation: `docs/errors.md` is generated
 * from it. Codes are part of the public contract; a code is never renamed or given another meaning.
 */
export const ERROR_CATALOGUE = {
  // Requests
  INVALID_JSON: entry('bad_request', 'The request body is not valid JSON.', 'Send a JSON object with content type application/json.'),
  INVALID_REQUEST: entry('bad_request', 'A field of the request has the wrong type or value.', 'See details.issues for the fields.'),
  UNSUPPORTED_CONTENT_TYPE: entry('bad_request', 'Writes must be sent as JSON.', 'Set the content type to application/json.'),
  BODY_TOO_LARGE: entry('bad_request', 'The request body is larger than allowed.', 'Send less, see details.limitBytes.'),
  ROUTE_NOT_FOUND: entry('not_found', 'There is no such route.', 'See GET /api/v1/openapi.json for the routes.'),
  METHOD_NOT_ALLOWED: entry('bad_request', 'This route does not take that method.', 'See GET /api/v1/openapi.json.'),
  UPGRADE_REQUIRED: entry('bad_request', 'This route only speaks WebSocket.', 'Connect with a WebSocket client.'),
  HOST_FORBIDDEN: entry('forbidden', 'The Host header does not name this machine.', 'Use http://127.0.0.1:<port>.'),
  ORIGIN_FORBIDDEN: entry(
    'forbidden',
    'Web pages of this origin may not use the daemon.',
    'Add the origin to AO_ALLOWED_ORIGINS if you trust it.',
  ),
  TOKEN_MISSING: entry('unauthorized', 'The request carries no token.', 'Send the token of the run file as "Authorization: Bearer …".'),
  TOKEN_INVALID: entry(
    'unauthorized',
    'The token is not valid for this daemon.',
    'Read the run file again: the token changes with every start.',
  ),
  TOKEN_SCOPE: entry(
    'forbidden',
    'A session token may only read and report about its own session.',
    'Ask the person at the keyboard to run this command.',
  ),
  CURSOR_INVALID: entry('bad_request', 'The event cursor is not a number this daemon has issued.', 'Start again without a cursor.'),
  REQUEST_TIMEOUT: entry('timeout', 'The request took longer than allowed.', 'What was started goes on; look with `ao ls`.'),
  WAIT_TIMEOUT: entry('timeout', 'The session did not reach the wanted status in time.', 'Look at it with `ao session explain`.'),

  // Configuration, daemon, data directory
  INVALID_CONFIGURATION: entry('bad_request', 'A setting has a wrong value.', 'Correct the setting named in the message.'),
  DAEMON_NOT_RUNNING: entry('unavailable', 'The daemon is not running.', 'Start it with `ao start`.'),
  DAEMON_NOT_RESPONDING: entry(
    'unavailable',
    'The daemon does not answer.',
    'If it stays so, end its process: agents go on, and the next command starts it again.',
  ),
  UNEXPECTED_ANSWER: entry(
    'unavailable',
    'What answers at the address of the daemon is not ao.',
    'Look which program listens on the port.',
  ),
  DAEMON_ALREADY_RUNNING: entry('conflict', 'A daemon already serves this home.', 'Use it, or stop it with `ao stop`.'),
  DAEMON_START_FAILED: entry('unavailable', 'The daemon did not become ready.', 'Read the log named in the message.'),
  DAEMON_STOPPING: entry('unavailable', 'The daemon is shutting down.', 'Try again in a moment.'),
  RUN_FILE_INVALID: entry('conflict', 'The run file cannot be read.', 'Remove it if no daemon is running, then run `ao start`.'),
  SECRET_UNREADABLE: entry(
    'conflict',
    'The secret that tokens of agents are made from cannot be read.',
    'Make the file named in the message readable, or restore it. Removed, a new one is made, and agents that run lose their access.',
  ),
  PORT_IN_USE: entry('unavailable', 'Another program listens on the port.', 'Set AO_PORT to another port, or 0 for any free one.'),
  HOME_NOT_WRITABLE: entry(
    'unavailable',
    'The home directory of ao cannot be written.',
    'Check permissions and free space, or set AO_HOME.',
  ),
  HOME_UNSAFE: entry(
    'forbidden',
    'The home directory belongs to another user or is open to others.',
    'Give it to yourself with mode 0700, or set AO_HOME.',
  ),
  HOME_PATH_TOO_LONG: entry('bad_request', 'The home path is too long for the sockets inside it.', 'Set AO_HOME to a shorter path.'),
  DISK_FULL: entry('unavailable', 'The disk is full.', 'Free some space, then try again; nothing was lost.'),
  DATABASE_CORRUPT: entry('internal', 'The database file is damaged.', 'Restore a backup from the backups folder, or move the file away.'),
  DATABASE_NEWER: entry('conflict', 'The database was written by a newer version of ao.', 'Update ao, or use another AO_HOME.'),
  DATABASE_BUSY: entry('unavailable', 'The database is locked by another program.', 'Close the program that has the file open.'),
  NODE_TOO_OLD: entry('unavailable', 'This version of Node.js is too old for ao.', 'Install Node.js 22.18 or newer.'),

  SERVICE_MANAGER_UNAVAILABLE: entry(
    'unavailable',
    'The operating system offers no services to this user here.',
    'On a machine nobody logs in to, run `loginctl enable-linger`; without systemd, have `ao start --foreground` run.',
  ),
  SERVICE_COMMAND_FAILED: entry('unavailable', 'The service manager refused a command.', 'Read what it said in the message.'),
  SERVICE_FILE_FOREIGN: entry(
    'conflict',
    'The file of the service was changed by hand, or is not from ao.',
    'Look at it, then repeat the command with --force.',
  ),
  SERVICE_ENDS_AGENTS: entry(
    'conflict',
    'The service is set up so that agents end with the daemon.',
    'Repair it with `ao service install --force --now`, or end the sessions first with `ao stop --all`.',
  ),

  // Projects
  INVALID_PROJECT_ID: entry('bad_request', 'That is not a valid project id.', 'Use lower case letters, digits and dashes.'),
  PROJECT_NOT_FOUND: entry('not_found', 'There is no such project.', 'See `ao project ls`, or add it with `ao project add PATH`.'),
  PROJECT_PATH_INVALID: entry('bad_request', 'The project path cannot be used.', 'Give the path of an existing folder.'),
  NOT_A_GIT_REPOSITORY: entry(
    'bad_request',
    'The folder is not the top of a git work tree.',
    'Run `git init`, or give the top folder of the repository.',
  ),
  PROJECT_PATH_TAKEN: entry('conflict', 'That folder is already a project.', 'Use the existing project, see details.projectId.'),
  PROJECT_ID_TAKEN: entry('conflict', 'That project id is already in use.', 'Choose another with --id, see details.suggestedProjectId.'),
  PROJECT_HAS_SESSIONS: entry('conflict', 'The project still has live sessions.', 'End them first, or remove with --force.'),
  INVALID_PROJECT_CONFIG: entry('bad_request', 'A project setting has a wrong value.', 'See details.issues.'),

  // Sessions
  INVALID_SESSION_ID: entry('bad_request', 'That is not a session id.', 'Session ids look like "shop-1"; see `ao ls`.'),
  SESSION_NOT_FOUND: entry('not_found', 'There is no such session.', 'See `ao ls --all`.'),
  SESSION_ENDED: entry('conflict', 'The session has ended.', 'Bring it back with `ao session restore`.'),
  SESSION_NOT_READY: entry('conflict', 'The session is still starting.', 'Wait for it with `ao wait`.'),
  SESSION_NOT_ENDED: entry('conflict', 'The session is still running.', 'End it first with `ao session kill`.'),
  SESSION_NOT_RESTORABLE: entry('conflict', 'The session cannot be restored.', 'Start a new one with `ao spawn`.'),
  SESSION_BUSY: entry('conflict', 'Another operation on this session is in progress.', 'Try again when it is done.'),
  SESSION_LIMIT_REACHED: entry(
    'too_many',
    'As many sessions run as may, or too little memory is free, and the request was not to wait.',
    'Leave out `--no-queue` to wait for a place, or end a session with `ao kill`.',
  ),
  SESSION_HAS_NO_TERMINAL: entry('conflict', 'The session has no terminal yet.', 'Wait until it has started.'),
  DISPLAY_NAME_REQUIRED: entry('bad_request', 'The name is empty.', 'Give a name with at least one visible character.'),
  IDEMPOTENCY_KEY_REUSED: entry('conflict', 'That idempotency key was used for another request.', 'Use a new key for a new request.'),
  SPAWN_FAILED: entry('unavailable', 'The session could not be started.', 'Nothing was left behind; see the message for the cause.'),
  PROMPT_TOO_LONG: entry('bad_request', 'The prompt is larger than 1 MiB.', 'Put the text into a file and refer to it.'),
  RESTORE_TARGET_MISSING: entry('conflict', 'The worktree of the session is gone and cannot be rebuilt.', 'Start a new session.'),
  NOTHING_TO_UNDO: entry('conflict', 'No rescued worktree is stored for this session.', 'Look at `git for-each-ref refs/ao/rescue`.'),

  // Agents
  UNKNOWN_AGENT: entry('bad_request', 'There is no such agent.', 'See `ao doctor` for the agents this daemon knows.'),
  AGENT_NOT_INSTALLED: entry('unavailable', 'The program of this agent was not found.', 'Install it, then try again; nothing was created.'),
  AGENT_NOT_EXECUTABLE: entry(
    'unavailable',
    'The program of this agent cannot be executed.',
    'Check its permissions; nothing was created.',
  ),
  AGENT_NOT_LOGGED_IN: entry('unavailable', 'This agent is not logged in.', 'Log in with the agent, then try again; nothing was created.'),
  AGENT_UNSUPPORTED_VERSION: entry('unavailable', 'This version of the agent is not supported.', 'Update the agent.'),
  AGENT_COMMAND_REQUIRED: entry(
    'bad_request',
    'The command agent needs a command to run.',
    'Give it after --, as in `ao spawn --agent command -- vim`.',
  ),
  AGENT_LAUNCH_FAILED: entry('unavailable', 'The agent ended while it was starting.', 'See `ao output` for its last words.'),
  AGENT_INTERFACE_UNREACHABLE: entry(
    'unavailable',
    'The interface the agent offers about itself could not be reached.',
    'Nothing needs to be done: it is tried again; `ao attach` shows the agent meanwhile.',
  ),
  AGENT_REQUEST_NOT_FOUND: entry('not_found', 'The session has no such open request.', 'See what is asked with `ao session explain`.'),
  AGENT_REQUEST_GONE: entry('conflict', 'Nobody waits for this answer any more.', 'It was answered in the terminal, or the turn ended.'),
  AGENT_REQUEST_NOT_ANSWERABLE: entry('unprocessable', 'This request can only be answered in the terminal.', 'Answer it with `ao attach`.'),
  AGENT_REQUEST_CHOICE_UNKNOWN: entry('bad_request', 'The request has no such choice.', 'Use one of details.choices.'),
  PERMISSION_MODE_UNSUPPORTED: entry('bad_request', 'This agent has no such permission mode.', 'Use one of details.supported.'),
  RESUME_UNSUPPORTED: entry('unprocessable', 'This agent cannot resume a conversation.', 'Start a new session.'),
  CAPABILITY_UNSUPPORTED: entry('unprocessable', 'This adapter cannot do that.', 'See its README for what it can.'),

  // Workspace
  GIT_NOT_FOUND: entry('unavailable', 'git was not found.', 'Install git 2.31 or newer.'),
  GIT_TOO_OLD: entry('unavailable', 'This version of git is too old.', 'Install git 2.31 or newer.'),
  GIT_FAILED: entry('unavailable', 'A git command failed.', 'See details.stderr.'),
  GIT_TIMEOUT: entry('timeout', 'A git command took longer than allowed.', 'Check the repository and its remote, then try again.'),
  INVALID_BRANCH_NAME: entry('bad_request', 'git does not accept that branch name.', 'Choose another with --branch.'),
  BRANCH_CHECKED_OUT_ELSEWHERE: entry(
    'conflict',
    'The branch is checked out in another worktree.',
    'Choose another branch, see details.worktreePath.',
  ),
  BRANCH_NAME_CLASH: entry(
    'conflict',
    'The branch name collides with an existing branch.',
    'git cannot hold both "x" and "x/y": choose another name.',
  ),
  BASE_NOT_FOUND: entry(
    'bad_request',
    'The base to start from does not exist.',
    'Give a branch, tag or commit that `git rev-parse` knows.',
  ),
  REPOSITORY_EMPTY: entry('unprocessable', 'The repository has no commit yet.', 'Make a first commit, then try again.'),
  REPOSITORY_BARE: entry('unprocessable', 'A bare repository has no work tree.', 'Give a clone with a work tree.'),
  WORKTREE_PATH_TAKEN: entry('conflict', 'The folder for the worktree exists already and is not ours.', 'Move it away, see details.path.'),
  WORKTREE_NOT_SAFE: entry(
    'conflict',
    'The worktree holds work that is stored nowhere else.',
    'Commit and push it, or clean up with --save.',
  ),
  WORKTREE_OUTSIDE_ROOT: entry('forbidden', 'The path is not inside the worktree folder of ao.', 'Nothing was removed.'),
  WORKTREE_SETUP_FAILED: entry('unprocessable', 'A set-up command of the worktree failed.', 'See the setup log named in details.logPath.'),

  // Runtime and terminal
  UNKNOWN_RUNTIME: entry('bad_request', 'There is no such runtime.', 'See `ao doctor`.'),
  RUNTIME_UNAVAILABLE: entry('unavailable', 'The terminal runtime does not answer.', 'Run `ao doctor`.'),
  RUNTIME_CREATE_FAILED: entry('unavailable', 'The terminal could not be created.', 'See the message for the cause.'),
  RUNTIME_GONE: entry('conflict', 'The terminal is gone.', 'Restore the session.'),
  RUNTIME_PROTOCOL: entry(
    'unavailable',
    'The terminal was started by another version of ao, whose host this one cannot talk to.',
    'The agent runs on. Update ao; or end the session and restore it.',
  ),
  SOCKET_PATH_TOO_LONG: entry('bad_request', 'A socket path is longer than the system allows.', 'Set AO_HOME to a shorter path.'),
  TERMINAL_NOT_OPEN: entry('bad_request', 'That terminal stream is not open on this connection.', 'Open it first.'),
  TERMINAL_READ_ONLY: entry('forbidden', 'This terminal is attached read-only.', 'Attach without --read-only to type.'),
  TERMINAL_PROTOCOL: entry('bad_request', 'The frame is not part of the terminal protocol.', 'See docs/terminal-protocol.md.'),
  TERMINAL_LIMIT: entry('too_many', 'Too many terminals are open on this connection.', 'Close one first.'),

  // Messages
  MESSAGE_EMPTY: entry('bad_request', 'The message is empty.', 'Send some text.'),
  MESSAGE_TOO_LONG: entry('bad_request', 'The message is larger than 1 MiB.', 'Put the text into a file and refer to it.'),
  MESSAGE_ID_INVALID: entry('bad_request', 'The message id is not allowed.', 'Use 1 to 128 visible ASCII characters.'),
  MESSAGE_ID_CONFLICT: entry('conflict', 'That message id was used for another text.', 'Use a new id for a new message.'),
  MESSAGE_NOT_FOUND: entry('not_found', 'There is no such message.', 'See `ao send --help`.'),
  MESSAGE_REFUSED: entry('conflict', 'The message was not typed.', 'See the receipt for the reason.'),
  MESSAGE_STALLED: entry('timeout', 'The message was typed, but the agent did not confirm it.', 'Look with `ao output --screen`.'),

  // Reports of agents
  NOT_IN_A_SESSION: entry(
    'unprocessable',
    'This command is for the agents of sessions.',
    'People write with `ao send`, and answer with `ao answer`.',
  ),
  REPORT_EMPTY: entry('bad_request', 'The text has nothing visible in it.', 'Say it in words.'),
  REPORT_ID_INVALID: entry('bad_request', 'The id of the report has a wrong form.', 'Use 1 to 100 visible ASCII characters.'),
  REPORT_ID_CONFLICT: entry('conflict', 'That id was used for another report.', 'Use a new id for a new report.'),
  REPORT_NOT_FOUND: entry('not_found', 'There is no such report.', 'See `ao reports`.'),
  NOT_A_QUESTION: entry('unprocessable', 'Only questions are answered.', 'Write to the agent with `ao send`.'),
  QUESTION_ANSWERED: entry('conflict', 'The question was answered already.', 'Write to the agent with `ao send`.'),
  TOO_MANY_QUESTIONS: entry('too_many', 'Too many questions of the session stand open.', 'Wait for answers, see `ao reports`.'),
  ORCHESTRATOR_EXISTS: entry(
    'conflict',
    'The project has an orchestrator that is not ended.',
    'Use it, or replace it with `ao orchestrator start --clean`.',
  ),
  ORCHESTRATOR_NOT_FOUND: entry('not_found', 'The project has no orchestrator.', 'Start one with `ao orchestrator start`.'),

  // Code hosts
  FORGE_TOKEN_MISSING: entry(
    'unavailable',
    'There is no token for the code host.',
    'Set AO_GITHUB_TOKEN or GITHUB_TOKEN, or log in with `gh auth login`.',
  ),
  FORGE_TOKEN_REFUSED: entry(
    'unavailable',
    'The code host does not take the token.',
    'Renew it: log in again with `gh auth login`, or set AO_GITHUB_TOKEN.',
  ),
  FORGE_FORBIDDEN: entry('forbidden', 'The token may not do this at the code host.', 'Give it the right the message names.'),
  FORGE_RATE_LIMITED: entry('too_many', 'The limit of the code host is used up.', 'It is tried again by itself at details.retryAt.'),
  FORGE_UNAVAILABLE: entry('unavailable', 'The code host does not answer.', 'Check the network; it is tried again by itself.'),
  FORGE_ANSWER_INVALID: entry(
    'unavailable',
    'The code host gave an answer that cannot be understood.',
    'Try again; if it stays, update ao or the Enterprise server.',
  ),

  // Pull requests
  PULL_REQUEST_NOT_FOUND: entry('not_found', 'There is no such pull request.', 'List them with `ao pr ls`.'),
  PULL_REQUEST_REFERENCE_INVALID: entry(
    'bad_request',
    'This does not name a pull request.',
    'Give its number, owner/repository#number or its address.',
  ),
  PULL_REQUEST_AMBIGUOUS: entry('conflict', 'Several pull requests fit.', 'Name one by owner/repository#number or its address.'),
  PULL_REQUEST_NOT_READ: entry('conflict', 'The pull request has not been read yet.', 'Try again in a moment.'),
  PULL_REQUEST_NOT_MERGEABLE: entry(
    'conflict',
    'The code host does not merge the pull request.',
    'See why with `ao pr get`, and merge it when nothing stands before it.',
  ),
  PULL_REQUEST_CONFLICT: entry(
    'conflict',
    'The pull request conflicts with its target branch.',
    'Merge or rebase the target branch into it, push, and try again.',
  ),
  PULL_REQUEST_CLOSED: entry('conflict', 'The pull request is closed.', 'Reopen it at the code host first.'),
  PULL_REQUEST_HEAD_MOVED: entry(
    'conflict',
    'Something was pushed since the pull request was looked at.',
    'Look at it again with `ao pr get`, then merge.',
  ),
  MERGE_METHOD_NOT_ALLOWED: entry('conflict', 'The repository does not allow this way to merge.', 'Choose another one with --method.'),
  MERGE_UNCERTAIN: entry(
    'unavailable',
    'The code host did not say whether it merged the pull request.',
    'Look with `ao pr get`; merging again does no harm.',
  ),
  PULL_REQUEST_OWNED: entry(
    'conflict',
    'The pull request belongs to another session that is running.',
    'Take it over with --take-over, or leave it there.',
  ),
  CLAIM_REFUSED: entry('conflict', 'The pull request cannot be given to this session.', 'The message says why.'),
  PULL_REQUEST_NOT_CLAIMED: entry('conflict', 'The pull request was not claimed.', 'There is nothing to release.'),
  REVIEW_THREAD_NOT_FOUND: entry('not_found', 'The pull request has no such open review thread.', 'List them with `ao pr get`.'),
  NOTHING_TO_RESOLVE: entry('conflict', 'No review thread of the pull request is open.', 'There is nothing to do.'),
  CODE_HOST_MISSING: entry(
    'unavailable',
    'No code host is set up.',
    'Log in with `gh auth login`, or set AO_GITHUB_TOKEN, then start the daemon again.',
  ),

  // Issues
  TRACKER_MISSING: entry(
    'unprocessable',
    'No issue tracker is known for this project.',
    'Name the issue in full (owner/repository#number or its address), or give the task as a prompt.',
  ),
  ISSUE_REFERENCE_INVALID: entry('bad_request', 'This does not name an issue.', 'Give its number, owner/repository#number or its address.'),
  ISSUE_NOT_FOUND: entry('not_found', 'There is no such issue, or the token may not see it.', 'List them with `ao issue ls`.'),
  ISSUE_IS_PULL_REQUEST: entry('unprocessable', 'This is a pull request, not an issue.', 'Give an issue, or see `ao pr --help`.'),
  ISSUE_CLOSED: entry('conflict', 'The issue is closed.', 'Start it all the same with --allow-closed.'),
  ISSUE_TAKEN: entry(
    'conflict',
    'Another session of the project works on the issue.',
    'Write to it with `ao send`, or start another one with --allow-duplicate.',
  ),

  // Notices and webhooks
  NOTICE_NOT_FOUND: entry('not_found', 'There is no such notice.', 'List them with `ao notices`.'),
  OUTLET_NOT_FOUND: entry('not_found', 'No outlet of that name is set up.', 'See notifications.json in the home of ao.'),
  NOTIFICATION_SETTINGS_INVALID: entry(
    'bad_request',
    'The notification settings have a mistake.',
    'Correct notifications.json in the home of ao.',
  ),
  WEBHOOK_NOT_CONFIGURED: entry(
    'not_found',
    'This daemon takes no webhooks: it has no secret for them.',
    'Make one with `ao webhook github`.',
  ),
  WEBHOOK_SIGNATURE_INVALID: entry(
    'unauthorized',
    'The webhook is not signed with the secret of this daemon.',
    'Enter the secret that `ao webhook github` shows.',
  ),

  // Everything else
  FILE_BUSY: entry('unavailable', 'Another program is changing the file.', 'Try again in a moment.'),
  OPERATION_INTERRUPTED: entry('unavailable', 'The daemon ended in the middle of the operation.', 'Try again.'),
  SETUP_COMMAND_TIMEOUT: entry('timeout', 'A set-up command took longer than allowed.', 'Raise setupTimeoutMs in the project settings.'),
  INTERNAL: entry('internal', 'Something went wrong inside ao.', 'The log has the details under the request id.'),
} as const satisfies Record<string, ErrorCatalogueEntry>;

/** A stable error code. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/** All codes, in the order of the catalogue. */
export const ERROR_CODES = Object.keys(ERROR_CATALOGUE) as readonly ErrorCode[];

/** Tells whether a string is a catalogued code. Clients use it on answers of another version. */
export function isErrorCode(value: string): value is ErrorCode {
  return Object.hasOwn(ERROR_CATALOGUE, value);
}
