import type { Answer, Notice, OutletTrial } from '../api-types.ts';
import type { ApiCaller } from '../transport/api-caller.ts';

/** Which notices are wanted. */
export interface NoticeListOptions {
  /** Only what nobody has read and what has not passed. */
  readonly unread?: boolean | undefined;
  readonly session?: string | undefined;
  readonly project?: string | undefined;
  /** Only older ones than this id. */
  readonly before?: number | undefined;
  readonly limit?: number | undefined;
}

/** What people should know, and how they are told. */
export interface NoticesClient {
  /** Newest first. */
  list(options?: NoticeListOptions): Promise<readonly Notice[]>;
  /** Marks some as read, or without ids all of them; answers how many were unread. */
  markRead(ids?: readonly number[]): Promise<number>;
  /** Tries one outlet, or all, with a message of its own. */
  test(outlet?: string): Promise<readonly OutletTrial[]>;
}

export function createNoticesClient(caller: ApiCaller): NoticesClient {
  const post = <Result>(path: string, body: unknown) => caller.json<Result>({ method: 'POST', path, body });
  return {
    async list(options = {}) {
      const query = { ...options };
      return (await caller.json<Answer<'listNotices'>>({ method: 'GET', path: '/api/v1/notices', query })).notices;
    },
    markRead: async (ids) => (await post<Answer<'markNoticesRead'>>('/api/v1/notices/read', { ids })).read,
    test: async (outlet) => (await post<Answer<'testOutlets'>>('/api/v1/notices/test', { outlet })).trials,
  };
}
