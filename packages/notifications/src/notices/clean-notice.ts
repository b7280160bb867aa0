import { cleanForeignText, printableUrl } from '@ao/domain';
import type { NoticeRequest } from '@ao/ports';

const KEY_MAX_CHARACTERS = 200;
const TEXT_MAX_CHARACTERS = 500;

/** A notice as it is stored: one line that disturbs no terminal, an address that may be printed, a key of bounded length. */
export function cleanNotice(notice: NoticeRequest): NoticeRequest {
  return {
    ...notice,
    key: cleanKey(notice.key),
    text: oneLine(notice.text) || notice.kind.replace('_', ' '),
    url: printableUrl(notice.url),
  };
}

/** A key of bounded length; a long one keeps its beginning and a number made from all of it. */
export function cleanKey(key: string): string {
  if (key.length <= KEY_MAX_CHARACTERS) return key;
  return `${key.slice(0, KEY_MAX_CHARACTERS - 10).toWellFormed()}~${checksum(key)}`;
}

function oneLine(text: string): string {
  const folded = cleanForeignText(text).replaceAll(/\s+/g, ' ').trim();
  return folded.length <= TEXT_MAX_CHARACTERS ? folded : `${folded.slice(0, TEXT_MAX_CHARACTERS - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** FNV-1a, 32 bits: tells keys with the same beginning apart; nothing depends on nobody being able to find another one. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
