import type { AgentRequest } from '@ao/domain';
import type { AgentSignal } from '@ao/ports';
import { timeOfIdentifier } from '../server/opencode-identifier.ts';
import type { OpencodeMessage, OpencodePart, SessionStatus } from '../server/server-documents.ts';
import type { OpencodeEvent } from './opencode-event.ts';
import { requestOfPermission, requestOfQuestion } from './opencode-requests.ts';
import { createPromptLedger } from './prompt-ledger.ts';
import { type TurnFailure, turnFailureOf } from './turn-failure.ts';

/** What is so when a connection begins. */
export interface PresentState {
  /** A time before any of this was asked for. */
  readonly at: number;
  /** The conversation this terminal works in; null when it has none yet. */
  readonly conversationId: string | null;
  /** Nothing was ever said in it: what it was begun for is on its way. */
  readonly isUntouched: boolean;
  /** Conversations of its sub-agents. */
  readonly childIds: readonly string[];
  readonly status: SessionStatus;
  readonly requests: readonly AgentRequest[];
  /** Messages since the launch, oldest first. */
  readonly messages: readonly { readonly info: OpencodeMessage; readonly parts: readonly OpencodePart[] }[];
}

/** Turns what one server says into signals. */
export interface ConversationReader {
  /** Begins with the present state. */
  begin(present: PresentState): readonly AgentSignal[];
  /** Takes an event. `now` is when it arrived; its own time counts where it has one. */
  take(event: OpencodeEvent, now: number): readonly AgentSignal[];
}

/** How a launch differs from the usual one. */
export interface ConversationReaderOptions {
  /** True when the terminal answers permissions by itself: then only one that still stands open after a while is told. */
  readonly answersItself: boolean;
}

type Rest = 'idle' | 'busy' | 'retry' | null;

/**
 * Makes a reader.
 *
 * - a terminal works in one conversation at a time: that of the newest prompt, which a person may change (`/new`, `/sessions`)
 * - conversations of sub-agents have a parent: their turns are no turns, their words no prompts; but what they ask, a person is asked
 * - all requests of a server are those of its terminal
 */
export function createConversationReader(options: ConversationReaderOptions): ConversationReader {
  const parents = new Map<string, string | null>();
  const requests = new Map<string, AgentRequest>();
  const held = new Set<string>();
  const prompts = createPromptLedger();
  let conversationId: string | null = null;
  let rest: Rest = null;
  let failure: TurnFailure | null = null;
  // After an error the first rest is told too early: what is sent in that moment is never taken up. The second one is true.
  let settling: 'no' | 'failed' | 'first_rest' = 'no';

  const said = (at: number, what: string) => ({ at, source: 'api' as const, evidence: `opencode: ${what}` });

  function activity(
    at: number,
    what: string,
    state: 'active' | 'idle' | 'blocked' | 'waiting_input',
    fields: { readonly detail?: string | undefined; readonly turnBoundary: boolean; readonly request?: AgentRequest },
  ): AgentSignal {
    const { detail = null, turnBoundary, request } = fields;
    const correlationId = request?.id ?? null;
    return {
      ...said(at, what),
      type: 'activity',
      state,
      detail,
      correlationId,
      turnBoundary,
      ...(request === undefined ? {} : { request }),
    };
  }

  function asks(at: number, request: AgentRequest): AgentSignal {
    const state = request.kind === 'question' ? 'waiting_input' : 'blocked';
    return activity(at, `${request.kind} asked`, state, { detail: request.text, turnBoundary: false, request });
  }

  function asked(at: number, request: AgentRequest): readonly AgentSignal[] {
    requests.set(request.id, request);
    if (options.answersItself && request.kind === 'permission') {
      held.add(request.id);
      return [];
    }
    return [asks(at, request)];
  }

  function answered(at: number, what: string, requestId: string): readonly AgentSignal[] {
    const wasTold = !held.delete(requestId);
    if (!requests.delete(requestId) || !wasTold) return [];
    return [{ ...said(at, what), type: 'request_cleared', correlationId: requestId }];
  }

  function tellHeld(at: number): readonly AgentSignal[] {
    const late = [...held].flatMap((id) => requests.get(id) ?? []);
    held.clear();
    return late.map((request) => asks(at, request));
  }

  function workIn(at: number, sessionId: string): readonly AgentSignal[] {
    if (conversationId === sessionId) return [];
    [conversationId, rest, failure, settling] = [sessionId, null, null, 'no'];
    return [{ ...said(at, 'conversation'), type: 'conversation', agentSessionId: sessionId }];
  }

  function changed(at: number, status: SessionStatus): readonly AgentSignal[] {
    if (status.type === 'idle' && settling === 'failed' && rest !== 'idle') {
      settling = 'first_rest';
      return [{ ...said(at, 'status idle, not settled'), type: 'alive' }];
    }
    settling = 'no';
    const before = rest;
    rest = status.type;
    if (status.type === 'idle') return before === 'idle' ? [] : [ended(at)];
    if (status.type === 'retry') {
      const detail = `tries again after attempt ${status.attempt ?? 1}: ${status.message ?? 'an error'}`;
      return [activity(at, 'status retry', 'active', { detail, turnBoundary: false })];
    }
    failure = null;
    if (before === 'busy') return [{ ...said(at, 'status busy'), type: 'alive' }];
    if (before === 'retry') return [activity(at, 'status busy', 'active', { detail: 'tried again', turnBoundary: false })];
    return [activity(at, 'status busy', 'active', { turnBoundary: true })];
  }

  /**
   * Between beginning a conversation, taking its prompt and working at it the server still says that it rests. The next heartbeat knows better, if no event
   * does.
   */
  function restOf({ at, status, messages, isUntouched }: PresentState): readonly AgentSignal[] {
    const last = messages.findLast(({ info }) => info.sessionID === conversationId);
    const isAwaited = isUntouched || last?.info.role === 'user';
    if (status.type !== 'idle' || !isAwaited) return changed(at, status);
    settling = 'first_rest';
    return [{ ...said(at, 'status idle, with a prompt not taken up yet'), type: 'alive' }];
  }

  function ended(at: number): AgentSignal {
    requests.clear();
    held.clear();
    const reason = failure;
    failure = null;
    if (reason?.needsLogin === true) return activity(at, 'session error', 'blocked', { detail: reason.text, turnBoundary: true });
    return activity(at, 'status idle', 'idle', { detail: reason?.text, turnBoundary: true });
  }

  function failed(at: number, found: TurnFailure | null): readonly AgentSignal[] {
    failure = found;
    settling = 'failed';
    return [{ ...said(at, 'session error'), type: 'alive' }];
  }

  function promptOf(at: number, prompt: { readonly sessionId: string; readonly text: string } | null): readonly AgentSignal[] {
    if (prompt === null) return [];
    return [...workIn(at, prompt.sessionId), { ...said(at, 'user message'), type: 'prompt_submitted', text: prompt.text }];
  }

  function isWorking(): boolean {
    return (rest === 'busy' || rest === 'retry') && settling === 'no' && [...requests.keys()].every((id) => held.has(id));
  }

  function isRoot(sessionId: string): boolean {
    return sessionId === conversationId || parents.get(sessionId) === null;
  }

  return {
    begin(present) {
      for (const id of present.childIds) parents.set(id, present.conversationId);
      const { at } = present;
      if (present.conversationId === null)
        return [...present.requests.flatMap((request) => asked(at, request)), { ...said(at, 'server answers'), type: 'alive' }];
      const opened: AgentSignal[] = [...workIn(at, present.conversationId)];
      opened.push({ ...said(at, 'server answers'), type: 'launch', state: 'ready', detail: null });
      for (const { info, parts } of present.messages) {
        const created = info.time?.created ?? at;
        if (info.role !== 'user' || info.sessionID !== conversationId) continue;
        prompts.announce(info, created);
        for (const part of parts) opened.push(...promptOf(created, prompts.wordsOf(part)));
      }
      opened.push(...restOf(present));
      return [...opened, ...present.requests.flatMap((request) => asked(at, request))];
    },

    take(event, now) {
      const at = timeOfIdentifier(event.id, now);
      switch (event.type) {
        case 'server.heartbeat': {
          const late = tellHeld(at);
          if (settling === 'first_rest') return [...late, ...changed(at, { type: 'idle' })];
          // Said again, against what a slow screen may have shown meanwhile.
          if (isWorking()) return [activity(at, 'heartbeat, busy', 'active', { turnBoundary: false })];
          return [{ ...said(at, 'heartbeat'), type: 'alive' }, ...late];
        }
        case 'session.created':
        case 'session.updated': {
          const { id, parentID } = event.properties.info;
          parents.set(id, parentID ?? null);
          return event.type === 'session.created' && parentID === undefined && conversationId === null ? workIn(at, id) : [];
        }
        case 'session.status':
          return event.properties.sessionID === conversationId ? changed(at, event.properties.status) : [];
        case 'session.error':
          return event.properties.sessionID === conversationId ? failed(at, turnFailureOf(event.properties.error)) : [];
        case 'message.updated': {
          const { info } = event.properties;
          if (info.role === 'user' && isRoot(info.sessionID)) prompts.announce(info, info.time?.created ?? at);
          return [];
        }
        case 'message.part.updated': {
          const prompt = prompts.wordsOf(event.properties.part);
          // A prompt begins a turn, and that clears what is asked; but one that is queued behind a request answers nothing.
          const open = prompt === null ? [] : [...requests.values()].filter(({ id }) => !held.has(id));
          return [...promptOf(prompt?.at ?? at, prompt), ...open.map((request) => asks(at, request))];
        }
        case 'permission.asked':
          return asked(at, requestOfPermission(event.properties, now));
        case 'question.asked':
          return asked(at, requestOfQuestion(event.properties, now));
        case 'permission.replied':
        case 'question.replied':
        case 'question.rejected':
          return answered(at, event.type.replace('.', ' '), event.properties.requestID);
      }
    },
  };
}
