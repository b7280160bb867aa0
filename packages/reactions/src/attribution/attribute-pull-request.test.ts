import type { SessionId } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { SESSION, SHOP, snapshot, T0 } from '../__fixtures__/sample-pull-request.ts';
import { type AttributionQuestion, attributePullRequest } from './attribute-pull-request.ts';
import type { AttributionCandidate } from './attribution-candidate.ts';

function candidate(changes: Partial<AttributionCandidate> = {}): AttributionCandidate {
  return {
    sessionId: SESSION,
    repository: SHOP,
    pushRepository: SHOP,
    branch: 'ao/shop-1/health-check',
    createdAt: T0 - 1,
    commits: 'yes',
    ...changes,
  };
}

function verdict(changes: Partial<AttributionQuestion> = {}): string {
  const answer = attributePullRequest({ pullRequest: snapshot(), known: null, sessions: [candidate()], authors: ['ana'], ...changes });
  switch (answer.outcome) {
    case 'belongs':
      return `${answer.sessionId} by ${answer.rule}`;
    case 'needs_evidence':
      return `needs commits of ${answer.sessions.join()}`;
    case 'foreign':
      return `foreign: ${[answer.reason, ...answer.sessions].join(' ')}${answer.detach === null ? '' : `, detach ${answer.detach}`}`;
  }
}

const fork = { host: 'github.com', owner: 'mallory', name: 'shop' };

describe('a pull request that was never seen', () => {
  test.each<[string, Partial<AttributionQuestion>, string]>([
    ['is of the session whose branch it comes from', {}, 'shop-1 by branch'],
    [
      'is of the session in whose namespace the branch lies',
      { sessions: [candidate({ branch: 'ao/shop-1/other' })] },
      'shop-1 by branch_namespace',
    ],
    [
      'of a branch that only begins alike is foreign',
      { pullRequest: snapshot({ sourceBranch: 'ao/shop-12/x' }) },
      'foreign: no_such_branch',
    ],
    ['of the session id as a branch is foreign', { pullRequest: snapshot({ sourceBranch: 'ao/shop-1' }) }, 'foreign: no_such_branch'],
    ['from a fork with the same branch name is foreign', { pullRequest: snapshot({ sourceRepository: fork }) }, 'foreign: no_such_branch'],
    [
      'from a fork the session pushes to is its own',
      {
        pullRequest: snapshot({ sourceRepository: fork }),
        sessions: [candidate({ pushRepository: fork })],
      },
      'shop-1 by branch',
    ],
    ['from a fork that was deleted is foreign', { pullRequest: snapshot({ sourceRepository: null }) }, 'foreign: source_repository_gone'],
    ['to another repository is foreign', { pullRequest: snapshot({ repository: { ...SHOP, name: 'blog' } }) }, 'foreign: no_such_branch'],
    [
      'by somebody else is foreign',
      { pullRequest: snapshot({ author: { login: 'mallory', isBot: false } }) },
      'foreign: author_not_allowed',
    ],
    ['by a deleted account is foreign', { pullRequest: snapshot({ author: null }) }, 'foreign: author_not_allowed'],
    [
      'by a listed bot is allowed',
      { pullRequest: snapshot({ author: { login: 'helper', isBot: true } }), authors: ['Helper[bot]'] },
      'shop-1 by branch',
    ],
    [
      'written in other case is the same place',
      { pullRequest: snapshot({ repository: { ...SHOP, owner: 'ACME' }, sourceRepository: { ...SHOP, name: 'Shop' } }) },
      'shop-1 by branch',
    ],
    [
      'that nobody touched since before the session existed is foreign',
      { sessions: [candidate({ createdAt: T0 + 1 })] },
      'foreign: older_than_session',
    ],
    ['waits until its commits were looked for', { sessions: [candidate({ commits: 'unknown' })] }, 'needs commits of shop-1'],
    [
      'of two sessions on the same branch is that one whose commits it has',
      { sessions: [candidate({ commits: 'no' }), candidate({ sessionId: 'blog-9' as SessionId })] },
      'blog-9 by branch',
    ],
    [
      'that could be of two sessions is of none',
      { sessions: [candidate(), candidate({ sessionId: 'blog-9' as SessionId })] },
      'foreign: several_sessions shop-1 blog-9',
    ],
    [
      'is of the session on the branch before that with the namespace',
      { sessions: [candidate({ branch: 'ao/shop-1/other' }), candidate({ sessionId: 'blog-9' as SessionId })] },
      'blog-9 by branch',
    ],
  ])('%s', (_name, question, expected) => {
    expect(verdict(question)).toBe(expected);
  });
});

describe('lesson 77: two homes with the same branch names', () => {
  test('the same author, repository and branch are not enough: the commit must come from the session', () => {
    expect(verdict({ sessions: [candidate({ commits: 'no' })] })).toBe('foreign: made_elsewhere');
  });

  test('a pull request of somebody else that was adopted by mistake is taken away again', () => {
    const pullRequest = snapshot({ author: { login: 'mallory', isBot: false } });
    expect(verdict({ pullRequest, known: { sessionId: SESSION, by: 'found' } })).toBe('foreign: author_not_allowed, detach shop-1');
  });

  test('what a person claimed stays, whoever wrote it', () => {
    const pullRequest = snapshot({ author: { login: 'mallory', isBot: false } });
    expect(verdict({ pullRequest, known: { sessionId: SESSION, by: 'claimed' } })).toBe('shop-1 by known_id');
  });
});

test('lesson 78: once attributed, renames of branch and repository change nothing', () => {
  const moved = { ...SHOP, name: 'store' };
  const pullRequest = snapshot({ repository: moved, sourceRepository: moved, sourceBranch: 'renamed' });
  expect(verdict({ pullRequest, known: { sessionId: SESSION, by: 'found' } })).toBe('shop-1 by known_id');
});
