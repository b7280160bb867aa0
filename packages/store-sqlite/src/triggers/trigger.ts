import type { ChangeEventType } from '@ao/domain';

/** A trigger by name, with the whole statement that makes it. */
export interface Trigger {
  readonly name: string;
  readonly sql: string;
}

/** When a trigger fires and what it writes. */
export interface ChangeTrigger {
  readonly table: string;
  readonly event: ChangeEventType;
  readonly after: 'INSERT' | 'UPDATE' | 'DELETE';
  /** SQL condition; absent: always. */
  readonly when?: string | undefined;
  /** SQL expressions over NEW and OLD. */
  readonly at: string;
  readonly projectId: string;
  readonly sessionId: string;
  /** SQL expressions by the name they have in the payload. */
  readonly payload: Readonly<Record<string, string>>;
}

/** SQL for the project a session belongs to. */
export const PROJECT_OF_SESSION = '(SELECT project_id FROM sessions WHERE id = NEW.session_id)';

/** SQL that is true when any of the columns got another value; null counts as a value. */
export function anyChanged(columns: readonly string[]): string {
  return columns.map((column) => `OLD.${column} IS NOT NEW.${column}`).join('\n  OR ');
}

/** The name of a trigger says table, moment and event, for example `change_sessions_update_session_updated`. */
export function changeTrigger(trigger: ChangeTrigger): Trigger {
  const name = `change_${trigger.table}_${trigger.after.toLowerCase()}_${trigger.event.replace('.', '_')}`;
  const payload = Object.entries(trigger.payload).map(([key, expression]) => `'${key}', ${expression}`);
  const when = trigger.when === undefined ? '' : `\nWHEN ${trigger.when}`;
  const sql = `CREATE TRIGGER ${name} AFTER ${trigger.after} ON ${trigger.table}${when}
BEGIN
  INSERT INTO change_log (type, at, project_id, session_id, payload)
  VALUES ('${trigger.event}', ${trigger.at}, ${trigger.projectId}, ${trigger.sessionId}, json_object(${payload.join(', ')}));
END`;
  return { name, sql };
}
