/** Why something was decided, and the words for it. */
export const REACTION_REASONS = {
  new: 'it was not told before',
  reminder: 'it was told, nothing has changed since, and the settings allow telling it again',
  not_delivered_before: 'the message that told it never reached the agent',
  suite_not_settled: 'other checks of the commit still run',
  older_commit: 'the checks shown are of an older commit',
  gathering: 'what arrives together is told together',
  cool_down: 'the last message of this kind was sent a short while ago',
  details: 'the words to send are being fetched',
  details_failed: 'the words to send could not be fetched; it is tried again',
  stale: 'what is known is too old to act on; it is read again',
  session_working: 'the agent is at work',
  needs_person: 'the agent waits for a person',
  session_queued: 'the session waits for its place',
  session_starting: 'the session is being started',
  session_stopping: 'the session is being ended',
  session_ended: 'the session has ended',
  off: 'the settings have switched it off',
  already_told: 'it was told before',
  head_limit: 'the limit of messages for this commit is reached',
  row_limit: 'the limit of messages in a row is reached',
  only_cancelled: 'the check was cancelled, which no commit would change',
  ignored_check: 'the settings say that this check is not told',
  over: 'it is not so any more',
  will_end: 'the session is about to be ended',
  unanswered: 'the agent was told, is idle, and nothing has changed',
  all_well: 'all was well for a while',
  released: 'a person asked for it',
  fault: 'this rule failed on what the host answered; the others go on',
} as const;

/** One of {@link REACTION_REASONS}. */
export type ReactionReason = keyof typeof REACTION_REASONS;
