import { expectTypeOf, test } from 'vitest';
import type { Answer, Body, Loose, Message, Session, SpawnRequest, StreamEvent } from './api-types.ts';
import type { WaitCondition } from './resources/sessions-client.ts';
import type { ServerFrame, TerminalExit } from './terminal/terminal-frames.ts';

test('answers are the JSON of the success', () => {
  expectTypeOf<Answer<'getSession'>>().toEqualTypeOf<{ readonly session: Session }>();
  expectTypeOf<Answer<'spawnSession'>>().toEqualTypeOf<{ readonly session: Session; readonly notices: readonly string[] }>();
  expectTypeOf<Answer<'sendMessage'>>().toEqualTypeOf<{ readonly message: Message }>();
  expectTypeOf<Answer<'addProject'>['created']>().toEqualTypeOf<boolean>();
});

test('what may be left out of a request may also be undefined, and nothing else may', () => {
  expectTypeOf<{ readonly projectId: string; readonly prompt: undefined }>().toExtend<SpawnRequest>();
  expectTypeOf<{ readonly projectId: undefined }>().not.toExtend<SpawnRequest>();
  expectTypeOf<{ readonly projectId: string; readonly kind: 'manager' }>().not.toExtend<SpawnRequest>();
  expectTypeOf<{}>().toExtend<Body<'killSession'>>();
  expectTypeOf<Loose<{ readonly a?: number; readonly b: string }>>().toEqualTypeOf<{
    readonly a?: number | undefined;
    readonly b: string;
  }>();
});

test('events are told apart by their type', () => {
  expectTypeOf<Extract<StreamEvent, { readonly type: 'snapshot' }>['sessions']>().toEqualTypeOf<readonly Session[]>();
  expectTypeOf<
    Exclude<StreamEvent, { readonly type: 'snapshot' | 'session.status' | 'reset' | 'shutdown' }>['sequence']
  >().toEqualTypeOf<number>();
  expectTypeOf<Extract<StreamEvent, { readonly type: 'reset' }>['reason']>().toEqualTypeOf<'too_old' | 'ahead_of_log' | 'too_slow'>();
});

test('every condition the API knows can be waited for, and the end of a program is told in its words', () => {
  expectTypeOf<Session['status']>().toExtend<WaitCondition>();
  expectTypeOf<NonNullable<Session['exit']>>().toExtend<TerminalExit>();
  expectTypeOf<Extract<ServerFrame, { readonly type: 'exit' }>['exit']>().toEqualTypeOf<TerminalExit>();
});
