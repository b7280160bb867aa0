import type { LaunchFacts, LaunchState, SessionRecord, Timestamp } from '@ao/domain';
import type { LifecyclePolicy } from '../lifecycle-policy.ts';
import { durationText } from './duration-text.ts';
import { answerCommand, requestInFront } from './request-words.ts';
import type { StatusVerdict } from './status-verdict.ts';

const LAUNCH_NEEDS: Partial<Record<LaunchState, string>> = {
  needs_trust: 'Its agent asks whether it may trust the folder',
  needs_login: 'Its agent asks for a login',
  update_prompt: 'Its agent offers an update and waits',
};

/** When and how to judge. */
export interface ActivityVerdictOptions {
  readonly now: Timestamp;
  readonly policy: LifecyclePolicy;
  /** `needs_input`: answer only when somebody is needed. */
  readonly only: 'needs_input' | null;
}

/** What a live session's launch and activity say. With `only` null there is always an answer. */
export function activityVerdict(record: SessionRecord, options: ActivityVerdictOptions & { readonly only: null }): StatusVerdict;
export function activityVerdict(record: SessionRecord, options: ActivityVerdictOptions): StatusVerdict | null;
export function activityVerdict(record: SessionRecord, options: ActivityVerdictOptions): StatusVerdict | null {
  const needed = needsInput(record);
  if (needed !== null || options.only === 'needs_input') return needed;
  return launching(record, options.now) ?? acting(record, options.now) ?? silent(record, options.now, options.policy);
}

function needsInput(record: SessionRecord): StatusVerdict | null {
  const attach = `Answer it with \`ao attach ${record.id}\`.`;
  const launchNeeds = record.launch === null ? undefined : LAUNCH_NEEDS[record.launch.state];
  const { state, detail } = record.activity;
  const quoted = detail === null ? '.' : `: ${detail}`;
  if (launchNeeds !== undefined) {
    return {
      status: 'needs_input',
      rule: `launch_${record.launch?.state ?? 'unknown'}`,
      text: `${launchNeeds}${quoted}`,
      nextStep: attach,
    };
  }
  if (state !== 'blocked' && state !== 'waiting_input') return null;
  const rule = `activity_${state}`;
  const request = requestInFront(record);
  const command = request === null ? null : answerCommand(record, request);
  if (state === 'blocked') {
    const asks = request === null ? 'A dialog stops its agent' : 'Its agent asks for permission';
    const nextStep = command === null ? attach : `Answer it with \`${command}\`.`;
    return { status: 'needs_input', rule, text: `${asks}${quoted}${othersText(record)}`, nextStep };
  }
  const otherwise = request === null ? `\`ao attach ${record.id}\` or \`ao send ${record.id}\`` : `\`ao attach ${record.id}\``;
  const nextStep = `Answer it with ${command === null ? otherwise : `\`${command}\``}.`;
  return { status: 'needs_input', rule, text: `Its agent asks something${quoted}${othersText(record)}`, nextStep };
}

function othersText({ requests }: SessionRecord): string {
  const others = requests.length - 1;
  return others > 0 ? ` (and ${others} more ${others === 1 ? 'request' : 'requests'})` : '';
}

function launching(record: SessionRecord, now: Timestamp): StatusVerdict | null {
  const launch = record.launch;
  if (launch?.state !== 'starting' || now > launch.deadlineAt) return null;
  const text = `Its agent was started ${durationText(now - launch.startedAt)} ago and is not ready yet.`;
  return { status: 'starting', rule: 'launch_starting', text, nextStep: null, changesAt: launch.deadlineAt + 1 };
}

function acting(record: SessionRecord, now: Timestamp): StatusVerdict | null {
  const { state, since, source } = record.activity;
  if (state !== 'active' && state !== 'idle') return null;
  const [status, waiting] = state === 'active' ? (['working', ''] as const) : (['idle', ' and waits for the next message'] as const);
  const text = `Its agent has been ${status} for ${durationText(now - since)}${waiting} (${source}).`;
  return { status, rule: `activity_${state}`, text, nextStep: null };
}

/** No confident answer: either the agent has never spoken though it should, or what is known is not enough. Silence is never `idle`. */
function silent(record: SessionRecord, now: Timestamp, policy: LifecyclePolicy): StatusVerdict {
  const { launch, activity } = record;
  const explain = `Look at its screen with \`ao output ${record.id} --screen\`, or attach with \`ao attach ${record.id}\`.`;
  const unheard = launch !== null && launch.expectsSignals && launch.firstSignalAt === null;
  if (unheard && now - launch.startedAt > policy.firstSignalGraceMs) {
    const text = `Its agent has reported nothing since its launch ${durationText(now - launch.startedAt)} ago${outputText(launch, now)}.`;
    return { status: 'no_signal', rule: 'no_signal_since_launch', text, nextStep: explain };
  }
  if (launch?.state === 'timed_out' || launch?.state === 'starting') {
    const text = `Its agent should have been ready ${durationText(now - launch.deadlineAt)} ago; nothing recognisable was seen${outputText(launch, now)}.`;
    return { status: 'unknown', rule: 'launch_timed_out', text, nextStep: explain, changesAt: graceEnd(launch, policy) };
  }
  if (launch !== null && !launch.expectsSignals) {
    const text = `Its process runs; this agent does not report what it does${outputText(launch, now)}.`;
    return { status: 'unknown', rule: 'agent_does_not_report', text, nextStep: null };
  }
  if (activity.source === 'timeout') {
    const text = `Nobody knows what its agent does: ${activity.detail ?? 'nothing was heard for too long'}; last heard of ${durationText(now - activity.evidenceAt)} ago.`;
    return { status: 'unknown', rule: 'activity_timed_out', text, nextStep: explain };
  }
  const text = `Its agent has not said yet what it does${launch === null ? '' : outputText(launch, now)}.`;
  return {
    status: 'unknown',
    rule: 'activity_unknown',
    text,
    nextStep: null,
    changesAt: launch === null || !unheard ? undefined : graceEnd(launch, policy),
  };
}

function graceEnd(launch: LaunchFacts, policy: LifecyclePolicy): Timestamp | undefined {
  const waits = launch.expectsSignals && launch.firstSignalAt === null;
  return waits ? launch.startedAt + policy.firstSignalGraceMs + 1 : undefined;
}

function outputText(launch: LaunchFacts, now: Timestamp): string {
  return launch.lastOutputAt === null ? '' : `; its screen last changed ${durationText(now - launch.lastOutputAt)} ago`;
}
