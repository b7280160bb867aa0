import type { HttpRoute } from '../../app/http-route.ts';
import { answerRequest } from './answer-request.ts';
import { cleanupSessions } from './cleanup-sessions.ts';
import { explainSession } from './explain-session.ts';
import { getAttachCommand } from './get-attach-command.ts';
import { getSession } from './get-session.ts';
import { getSessionChanges } from './get-session-changes.ts';
import { getSessionDiff } from './get-session-diff.ts';
import { getSessionOutput } from './get-session-output.ts';
import { getSessionScreen } from './get-session-screen.ts';
import { killSession } from './kill-session.ts';
import { listSessions } from './list-sessions.ts';
import { renameSession } from './rename-session.ts';
import { reportActivity } from './report-activity.ts';
import { restoreSession } from './restore-session.ts';
import { spawnSession } from './spawn-session.ts';
import { undoCleanup } from './undo-cleanup.ts';
import { waitForSession } from './wait-for-session.ts';

/** Routes about sessions. */
export const SESSION_ROUTES: readonly HttpRoute[] = [
  listSessions,
  spawnSession,
  cleanupSessions,
  getSession,
  renameSession,
  restoreSession,
  killSession,
  undoCleanup,
  reportActivity,
  answerRequest,
  explainSession,
  waitForSession,
  getSessionOutput,
  getSessionScreen,
  getAttachCommand,
  getSessionChanges,
  getSessionDiff,
];
