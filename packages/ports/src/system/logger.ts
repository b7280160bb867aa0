/** Facts that belong to a log line. Never secrets, never message texts. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where engines and adapters report what people may want to read later. Returned errors are not logged: they are logged once, at the edge. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger that adds the fields to every line. */
  child(fields: LogFields): Logger;
}
