import { AoError } from '@ao/domain';
import type { IssueQuery } from '@ao/ports';

/** The longest query, in characters. */
export const QUERY_MAX_CHARACTERS = 1_000;

/** What a person looks for, without the place. */
export type IssueConditions = Pick<IssueQuery, 'state' | 'assignee' | 'labels' | 'search'>;

interface Draft {
  state?: IssueQuery['state'];
  assignee?: string;
  readonly labels: string[];
  readonly words: string[];
}

/** A word, `name:value` or `name:"several words"`. */
const TERM = /([A-Za-z-]+):(?:"([^"]*)"|(\S*))|"([^"]*)"|(\S+)/g;

/**
 * Reads a query as people write it: `label:"good first issue" assignee:me is:open crash`. Conditions must all hold; whatever is no
 * condition is a word to be found in title or text.
 *
 * @throws AoError `INVALID_REQUEST` for conditions that are not known, or are given twice.
 */
export function parseIssueQuery(text: string): IssueConditions {
  if (text.length > QUERY_MAX_CHARACTERS) throw invalid(`It is longer than ${QUERY_MAX_CHARACTERS} characters.`);
  const draft: Draft = { labels: [], words: [] };
  for (const [, name, quotedValue, plainValue, quotedWords, word] of text.matchAll(TERM)) {
    if (name === undefined) draft.words.push(quotedWords ?? word ?? '');
    else addCondition(draft, name.toLowerCase(), (quotedValue ?? plainValue ?? '').trim());
  }
  const { state, assignee, labels, words } = draft;
  const search = words.join(' ').trim();
  return {
    ...(state === undefined ? {} : { state }),
    ...(assignee === undefined ? {} : { assignee }),
    ...(labels.length === 0 ? {} : { labels }),
    ...(search === '' ? {} : { search }),
  };
}

function addCondition(draft: Draft, name: string, value: string): void {
  if (value === '') throw invalid(`"${name}:" has no value.`);
  switch (name) {
    case 'label':
      draft.labels.push(value);
      return;
    case 'assignee':
      setAssignee(draft, value === '@me' ? 'me' : value);
      return;
    case 'no':
      if (value !== 'assignee') throw invalid(`"no:${value}" is not known; there is "no:assignee".`);
      setAssignee(draft, 'none');
      return;
    case 'is':
    case 'state':
      setState(draft, value.toLowerCase());
      return;
    default:
      throw invalid(
        `"${name}:" is not known. There are label:, assignee:, no:assignee, and is: open, closed or all. Quote a word that has a colon in it.`,
      );
  }
}

function setAssignee(draft: Draft, value: string): void {
  if (draft.assignee !== undefined) throw invalid('It names two assignees.');
  draft.assignee = value;
}

function setState(draft: Draft, value: string): void {
  if (value === 'issue') return;
  if (value !== 'open' && value !== 'closed' && value !== 'all') throw invalid(`"is:${value}" is not known. Use open, closed or all.`);
  if (draft.state !== undefined) throw invalid('It names two states.');
  draft.state = value;
}

function invalid(problem: string): AoError {
  return new AoError('INVALID_REQUEST', {
    message: `The query for issues cannot be used. ${problem}`,
    details: { issues: [{ path: 'query', message: problem }] },
  });
}
