import { AoError } from '../errors/ao-error.ts';
import type { Branded } from './brand.ts';

/** Identifies a project: a slug of at most 40 characters, lower case letters, digits and dashes, starting with a letter or digit. */
export type ProjectId = Branded<'ProjectId'>;

/** The longest project id, in characters. Session ids, branches, folders and socket paths are built from it, so it stays short. */
export const PROJECT_ID_MAX_LENGTH = 40;

const PROJECT_ID_PATTERN = /^[a-z0-9][a-z0-9-]*$/;

/** Tells whether a string is a well-formed project id. It does not tell whether such a project exists. */
export function isProjectId(value: string): value is ProjectId {
  return value.length <= PROJECT_ID_MAX_LENGTH && PROJECT_ID_PATTERN.test(value);
}

/**
 * Checks a project id given by a person or a program.
 *
 * @throws AoError `INVALID_PROJECT_ID` when the value is not a slug of at most 40 characters.
 */
export function parseProjectId(value: string): ProjectId {
  if (isProjectId(value)) return value;
  throw new AoError('INVALID_PROJECT_ID', {
    message: `"${value}" is not a project id. Use lower case letters, digits and dashes, at most ${PROJECT_ID_MAX_LENGTH} characters, for example "shop".`,
    details: { projectId: value },
  });
}

/**
 * Proposes a project id for a folder name: lower-cased, accents removed, everything else turned into single dashes.
 * A name with no usable character yields `project`.
 */
export function projectIdFromFolderName(folderName: string): ProjectId {
  const slug = slugify(folderName, PROJECT_ID_MAX_LENGTH);
  return (slug === '' ? 'project' : slug) as ProjectId;
}

/**
 * The first free id for a wanted one: the id itself, else `id-2`, `id-3` and so on, shortened so that the number always fits.
 *
 * @param isTaken - asked for each candidate until it answers false.
 */
export function numberedProjectId(wanted: ProjectId, isTaken: (candidate: ProjectId) => boolean): ProjectId {
  if (!isTaken(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const suffix = `-${number}`;
    const stem = wanted.slice(0, PROJECT_ID_MAX_LENGTH - suffix.length).replace(/-+$/, '');
    const candidate = `${stem}${suffix}` as ProjectId;
    if (!isTaken(candidate)) return candidate;
  }
}

/** Latin letters that no normalization takes apart, as people write them without the key for it. */
const LATIN = new Map(
  Object.entries({ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't', ŋ: 'n', ı: 'i', ĸ: 'k' }),
);
const LATIN_LETTER = new RegExp(`[${[...LATIN.keys()].join('')}]`, 'g');

/** Turns any text into a slug of at most `maxLength` characters; empty when nothing of the text can be kept. */
export function slugify(text: string, maxLength: number): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(LATIN_LETTER, (letter) => LATIN.get(letter) ?? '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, maxLength)
    .replace(/-+$/, '');
}
