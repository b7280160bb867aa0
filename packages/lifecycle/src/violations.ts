import {
  AGENT_REQUEST_INPUT_MAX_BYTES,
  AGENT_REQUEST_TEXT_MAX,
  AGENT_REQUESTS_MAX,
  type LaunchFacts,
  type SessionFacts,
  utf8Length,
} from '@ao/domain';
import { awaitsPerson } from './reduce/open-requests.ts';

/**
 * The rules the facts of a session keep at any time, as a list of those that are broken; empty for legal facts. For tests, and
 * for a look at a database somebody else has written.
 */
export function violations(facts: SessionFacts): readonly string[] {
  const broken: string[] = [];
  const must = (holds: boolean, rule: string): void => {
    if (!holds) broken.push(rule);
  };
  const { phase, activity, exit, end, launch, workspace } = facts;
  const isTransition = phase === 'starting' || phase === 'stopping';
  must(isTransition === (facts.phaseDeadlineAt !== null), 'exactly the phases between two others have a deadline');
  must((phase === 'ended') === (end !== null), 'exactly an ended session has an end');
  must(phase !== 'live' || (launch !== null && launch.handle !== null), 'a live session has a launch with a terminal');
  must(exit === null || phase === 'ended' || phase === 'stopping', 'only a session that ends has an exit');
  must(
    (activity.state === 'exited') === (phase === 'ended' || (phase === 'stopping' && exit !== null)),
    'exited means that the session ended or its process has',
  );
  must(end === null || (end.reason !== 'exited' && end.reason !== 'lost') || exit !== null, 'an end by itself has evidence');
  must(activity.detail === null || activity.detail.length <= 500, 'details are short');
  broken.push(...requestViolations(facts));
  must(workspace.state !== 'present' || workspace.path !== null, 'a present worktree has a path');
  must((workspace.state === 'rescued') === (workspace.rescueRef !== null), 'exactly a rescued worktree has a rescue ref');
  if (launch !== null) broken.push(...launchViolations(launch, phase));
  return broken;
}

function requestViolations({ requests, activity }: SessionFacts): readonly string[] {
  const broken: string[] = [];
  if (requests.length > 0 && !awaitsPerson(activity)) broken.push('requests stand open only while somebody is awaited');
  if (requests.length > AGENT_REQUESTS_MAX) broken.push('open requests are few');
  if (new Set(requests.map(({ id }) => id)).size !== requests.length) broken.push('each open request has a name of its own');
  if (requests.some(({ askedAt }, index) => askedAt < (requests[index - 1]?.askedAt ?? askedAt)))
    broken.push('the oldest request stands first');
  if (requests.some(({ text }) => text.length > AGENT_REQUEST_TEXT_MAX)) broken.push('the texts of requests are short');
  if (requests.some(({ input }) => utf8Length(input ?? '') > AGENT_REQUEST_INPUT_MAX_BYTES))
    broken.push('the inputs of requests are bounded');
  return broken;
}

function launchViolations(launch: LaunchFacts, phase: SessionFacts['phase']): readonly string[] {
  const broken: string[] = [];
  if ((launch.state === 'ready') !== (launch.readyAt !== null)) broken.push('exactly a ready launch has the time it became ready');
  if (launch.state === 'crashed' && phase === 'live') broken.push('a live session has not crashed');
  if ((launch.firstSignalAt === null) !== (launch.lastSignalAt === null)) broken.push('a first signal is also a last one');
  if ((launch.firstSignalAt ?? 0) > (launch.lastSignalAt ?? Number.POSITIVE_INFINITY))
    broken.push('the first signal is not newer than the last');
  if (launch.attempt < 1) broken.push('attempts count from 1');
  if (launch.deadlineAt < launch.startedAt) broken.push('a launch is not overdue before it begins');
  return broken;
}
