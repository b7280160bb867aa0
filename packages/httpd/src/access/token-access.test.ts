import type { SessionId } from '@ao/domain';
import { expect, test } from 'vitest';
import { authenticate } from './bearer-token.ts';
import { createTokenAccess } from './token-access.ts';

const access = createTokenAccess({
  token: 'main',
  sessionOf: (token) => (token === 'aos.shop-1.x' ? ('shop-1' as SessionId) : null),
  mayCommand: (_sessionId, projectId) => projectId === 'api',
});

function codeOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
}

test('the main token is a person, a session token its session, anything else nobody', () => {
  expect(access.identify('main')).toEqual({ kind: 'person' });
  expect(access.identify('aos.shop-1.x')).toEqual({ kind: 'session', sessionId: 'shop-1', projectId: 'shop', mayCommand: false });
  for (const wrong of ['', 'mai', 'main ', 'mainn', 'Main', 'aos.shop-1.y']) expect(access.identify(wrong)).toBeNull();
});

test('an empty main token opens nothing', () => {
  const open = createTokenAccess({ token: '', sessionOf: () => null, mayCommand: () => false });
  expect(open.identify('')).toBeNull();
});

test.each([
  [{ authorization: 'Bearer main' }, { kind: 'person' }],
  [{ authorization: 'bearer   main' }, { kind: 'person' }],
  [{ authorization: undefined, subprotocols: 'ao.terminal.v1, ao.bearer.main' }, { kind: 'person' }],
  [{ authorization: undefined, subprotocols: 'ao.terminal.v1' }, 'TOKEN_MISSING'],
  [{ authorization: undefined }, 'TOKEN_MISSING'],
  [{ authorization: '' }, 'TOKEN_MISSING'],
  [{ authorization: 'Basic main' }, 'TOKEN_MISSING'],
  [{ authorization: 'Bearer' }, 'TOKEN_MISSING'],
  [{ authorization: 'Bearer main extra' }, 'TOKEN_MISSING'],
  [{ authorization: 'Bearer wrong' }, 'TOKEN_INVALID'],
  [{ authorization: 'Bearer wrong', subprotocols: 'ao.bearer.main' }, 'TOKEN_INVALID'],
])('%j → %j', (headers, expected) => {
  expect(codeOf(() => authenticate(access, headers))).toEqual(expected);
});
