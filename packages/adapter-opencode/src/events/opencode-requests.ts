import { oneLine } from '@ao/adapter-kit';
import type { AgentRequest, RequestChoice } from '@ao/domain';
import type { PermissionAsked, QuestionAsked } from '../server/server-documents.ts';
import { timeOfIdentifier } from '../server/opencode-identifier.ts';

const TEXT_MAX_LENGTH = 500;
const LABEL_MAX_LENGTH = 200;
const INPUT_MAX_BYTES = 16 * 1024;

/** What of a permission's metadata says best what it is for. */
const TELLING_FIELDS = ['command', 'filepath', 'filePath', 'url', 'query', 'pattern', 'description'];

/** A permission as a request. Rejecting it ends the turn; with a reason the turn goes on and the model is told the reason. */
export function requestOfPermission(asked: PermissionAsked, now: number): AgentRequest {
  const telling = TELLING_FIELDS.map((name) => asked.metadata[name]).find((value) => typeof value === 'string' && value !== '');
  const about = typeof telling === 'string' ? telling : asked.patterns.filter((pattern) => pattern !== '*').join(', ');
  const always = asked.always.length === 0 ? '' : `: ${asked.always.join(', ')}`;
  return {
    id: asked.id,
    kind: 'permission',
    tool: asked.permission,
    input: jsonWithin({ patterns: asked.patterns, ...asked.metadata }),
    text: oneLine(about === '' ? asked.permission : `${asked.permission}: ${about}`, TEXT_MAX_LENGTH),
    choices: [
      { id: 'allow', label: 'Allow once' },
      { id: 'allow-always', label: oneLine(`Allow always${always}`, LABEL_MAX_LENGTH) },
      { id: 'deny', label: 'Reject' },
    ],
    askedAt: timeOfIdentifier(asked.id, now),
    channel: 'permission',
  };
}

/** Questions as a request. Several at once can be answered in the terminal only, but dismissed from outside. */
export function requestOfQuestion(asked: QuestionAsked, now: number): AgentRequest {
  const [only, ...others] = asked.questions;
  const options = only === undefined || others.length > 0 ? [] : only.options;
  const choices: readonly RequestChoice[] = options.map(({ label, description }, index) => ({
    id: String(index + 1),
    label: oneLine(description === undefined || description === '' ? label : `${label}: ${description}`, LABEL_MAX_LENGTH),
  }));
  return {
    id: asked.id,
    kind: 'question',
    tool: 'question',
    input: jsonWithin({ questions: asked.questions }),
    text: oneLine(asked.questions.map(({ question }) => question).join(' · '), TEXT_MAX_LENGTH),
    choices: [...choices, { id: 'deny', label: 'Dismiss' }],
    askedAt: timeOfIdentifier(asked.id, now),
    channel: options.length === 0 ? 'question' : `question ${JSON.stringify(options.map(({ label }) => label))}`,
  };
}

/** JSON of at most 16 KiB; what is cut off ends with an ellipsis and is no JSON any more. */
function jsonWithin(value: unknown): string {
  const text = JSON.stringify(value);
  const bytes = Buffer.from(text);
  if (bytes.length <= INPUT_MAX_BYTES) return text;
  return `${bytes
    .subarray(0, INPUT_MAX_BYTES - 8)
    .toString('utf8')
    .replace(/\ufffd+$/, '')}…`;
}
