import { inlineText, type MessagePart, printableUrl } from '@ao/domain';
import type { ForgeAnswer, ReviewThread, ThreadComment, ThreadNote } from '@ao/ports';
import type { DueFinding } from '../decide/decision-draft.ts';
import { DETAILS_MAX } from '../decide/resolve-details.ts';
import type { LookContext } from '../look/kind-look.ts';
import { isHeard, isListed } from '../people/accounts.ts';

const COMMENT_MAX = { maxBytes: 3 * 1024, maxLines: 60 } as const;
const COMMENTS_MAX = 4;
const PATH_MAX = 200;
const LOGIN_MAX = 60;

/** Who asks for changes, and the open threads with their last words. */
export function reviewSection(due: readonly DueFinding[], context: LookContext): readonly MessagePart[] {
  const threads = due.flatMap(({ finding: { detail } }) => (detail.type === 'thread' ? [detail.note] : []));
  const shown = threads.slice(0, DETAILS_MAX.thread);
  const more = threads.length - shown.length;
  return [
    'Review:',
    ...due
      .flatMap(({ finding }) => (finding.detail.type === 'opinion' ? [opinionLine(finding.detail.opinion)] : []))
      .slice(0, DETAILS_MAX.thread),
    ...shown.flatMap((note) => threadParts(note, context.threads.get(note.id), context)),
    ...(more === 0
      ? []
      : [`There is no room for ${more === 1 ? 'one more open thread' : `${more} more open threads`}: see the pull request.`]),
  ];
}

function opinionLine(opinion: { readonly author: ThreadComment['author']; readonly url: string } | null): string {
  const url = printableUrl(opinion?.url ?? null);
  return `- ${opinion === null ? 'Reviewers have' : `${nameOf(opinion.author)} has`} requested changes${url === null ? '.' : `: ${url}`}`;
}

function threadParts(note: ThreadNote, answer: ForgeAnswer<ReviewThread> | undefined, context: LookContext): readonly MessagePart[] {
  const thread = answer?.outcome === 'value' ? answer.value : null;
  const line = note.line === null ? '' : `, line ${note.line}`;
  const place = `- Thread at "${inlineText(note.path, PATH_MAX)}"${line}`;
  const comments = thread === null ? [] : commentsToShow(thread, context);
  const last = comments.at(-1);
  if (thread === null || last === undefined) return [`${place}: its words could not be read here; see the pull request.`];
  const url = printableUrl(last.url);
  const leftOut = thread.totalComments - comments.length;
  return [
    `${place}${url === null ? '' : `: ${url}`}`,
    ...(leftOut > 0 ? [`(${leftOut === 1 ? 'One other comment is' : `${leftOut} other comments are`} not shown.)`] : []),
    ...comments.flatMap((comment) => commentParts(comment, context)),
  ];
}

/** The last words of those who are heard, and what the session's own account answered. */
function commentsToShow(thread: ReviewThread, { session, settings }: LookContext): readonly ThreadComment[] {
  const who = { ownAccounts: session.ownAccounts, listenTo: settings.listenTo };
  const isShown = ({ author, isHidden }: ThreadComment): boolean =>
    !isHidden && (isHeard(author, who) || (author !== null && isListed(author, session.ownAccounts)));
  return thread.comments.filter(isShown).slice(-COMMENTS_MAX);
}

function commentParts({ author, body }: ThreadComment, { session }: LookContext): readonly MessagePart[] {
  const own = author !== null && isListed(author, session.ownAccounts) ? ' (the account this session uses)' : '';
  return [`${nameOf(author)}${own} wrote:`, { ...COMMENT_MAX, text: body.text, isCut: body.isCut, keep: 'start' }];
}

function nameOf(author: ThreadComment['author']): string {
  return author === null ? 'A deleted account' : `"${inlineText(author.login, LOGIN_MAX)}"`;
}
