import { statSync } from 'node:fs';
import { readPlainFile } from '@ao/adapter-kit';
import { AoError } from '@ao/domain';
import { DEFAULT_NOTIFICATION_SETTINGS, type NotificationSettings, type NotificationSetup, WEEKDAYS } from '@ao/notifications';
import { z } from 'zod';
import { makeOutlet, type OutletSurroundings } from './make-outlets.ts';
import { holdsSecrets, type SettingsFile, settingsSchema } from './settings-schema.ts';

const OPEN_TO_OTHERS = 0o077;
const WRITABLE_BY_OTHERS = 0o022;

/**
 * Reads the settings, and makes the outlets. Without a file there are none.
 *
 * @throws AoError `NOTIFICATION_SETTINGS_INVALID` saying where in the file the mistake is.
 */
export function readSettings(path: string, surroundings: OutletSurroundings): Omit<NotificationSetup, 'problem'> {
  const text = textOf(path);
  if (text === null) return { settings: DEFAULT_NOTIFICATION_SETTINGS, outlets: [] };
  const file = parse(text, path);
  checkRights(path, file);
  return { settings: settingsOf(file), outlets: file.outlets.map((outlet) => makeOutlet(outlet, surroundings)) };
}

function textOf(path: string): string | null {
  try {
    return readPlainFile(path);
  } catch (error) {
    throw invalid(`${path} cannot be read: ${(error as Error).message}`);
  }
}

function parse(text: string, path: string): SettingsFile {
  const value = jsonOf(text);
  if (value === undefined) throw invalid(`${path} holds no JSON.`);
  const result = settingsSchema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => `${placeOf(issue.path)}: ${issue.message}`);
  throw invalid(`${path} has a mistake. ${issues.slice(0, 5).join('; ')}`);
}

/** Undefined for what is no JSON. The parser's own words quote the text, which may hold a secret. */
function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the whole' : z.core.toDotPath([...path]);
}

/** Whoever can write the file decides which programs are run; whoever can read it has its secrets. */
function checkRights(path: string, file: SettingsFile): void {
  const { mode, uid } = statSync(path);
  if (process.getuid !== undefined && uid !== process.getuid()) throw invalid(`${path} belongs to another user.`);
  const forbidden = holdsSecrets(file) ? OPEN_TO_OTHERS : WRITABLE_BY_OTHERS;
  if ((mode & forbidden) !== 0) throw invalid(`${path} is open to other users. Run: chmod 600 '${path}'`);
}

function settingsOf({ kinds, projects, quietHours, highPasses, needsYouAfter }: SettingsFile): NotificationSettings {
  const defaults = DEFAULT_NOTIFICATION_SETTINGS;
  return {
    kindsOff: Object.entries(kinds).flatMap(([kind, isOn]) => (isOn ? [] : [kind as keyof typeof kinds])),
    projects: projects ?? defaults.projects,
    quietHours: quietHours.map(({ from, to, days, timeZone }) => ({
      fromMinute: from,
      toMinute: to,
      days: days ?? WEEKDAYS,
      timeZone: timeZone ?? null,
    })),
    highPasses: highPasses ?? defaults.highPasses,
    needsYouAfterMs: needsYouAfter ?? defaults.needsYouAfterMs,
  };
}

function invalid(message: string): AoError {
  return new AoError('NOTIFICATION_SETTINGS_INVALID', { message });
}
