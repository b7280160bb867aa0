import { AoError, REACTION_KINDS, type ReactionChoices, type ReactionKind, type SessionId } from '@ao/domain';
import { parseReactionChoices, type ReactionSettings, resolveReactionSettings } from '@ao/reactions';
import type { SessionReactions } from '../pull-request-service.ts';
import type { PullRequestServiceOptions } from '../pull-request-service-options.ts';

type Sources = Pick<PullRequestServiceOptions, 'stores' | 'clock'>;

/** What holds for a session: its project's settings, and its own choices over them. */
export function settingsOf({ stores }: Pick<Sources, 'stores'>, sessionId: SessionId): ReactionSettings {
  const record = stores.sessions.get(sessionId);
  if (record === null) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
  const project = stores.projects.get(record.projectId);
  return resolveReactionSettings(project?.config.reactions, parseReactionChoices(stores.reactions.choices(sessionId)));
}

/** How a session reacts now. */
export function readSessionReactions({ stores }: Pick<Sources, 'stores'>, sessionId: SessionId): SessionReactions {
  const { modes } = settingsOf({ stores }, sessionId);
  const chosen = parseReactionChoices(stores.reactions.choices(sessionId))?.modes ?? {};
  return { sessionId, modes, muted: REACTION_KINDS.filter((kind) => chosen[kind] === 'off') };
}

/** Switches kinds of a session off, or lets its project decide about them again. */
export function changeMuted(
  { stores, clock }: Sources,
  sessionId: SessionId,
  change: { readonly kinds: readonly ReactionKind[]; readonly isMuted: boolean },
): SessionReactions {
  return stores.transaction(() => {
    // Refuses a session that is not there.
    settingsOf({ stores }, sessionId);
    const choices: ReactionChoices = parseReactionChoices(stores.reactions.choices(sessionId)) ?? {};
    const chosen = Object.entries(choices.modes ?? {}).filter(([kind]) => !change.kinds.some((each) => each === kind));
    const off = change.isMuted ? change.kinds.map((kind) => [kind, 'off'] as const) : [];
    const next = { ...choices, modes: Object.fromEntries([...chosen, ...off]) };
    const { modes, ...others } = next;
    const isNothing = Object.keys(modes).length === 0 && Object.keys(others).length === 0;
    stores.reactions.putChoices(sessionId, isNothing ? null : next, clock.now());
    return readSessionReactions({ stores }, sessionId);
  });
}
