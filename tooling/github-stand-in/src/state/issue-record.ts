/** An account. */
export interface AccountRecord {
  readonly login: string;
  readonly isBot?: boolean;
}

/** A comment on an issue. */
export interface CommentRecord {
  readonly databaseId: number;
  readonly author: AccountRecord | null;
  readonly body: string;
  readonly createdAt: number;
}

/** An issue as the stand-in holds it. */
export interface IssueRecord {
  readonly databaseId: number;
  readonly number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | null;
  readonly author: AccountRecord | null;
  assignees: readonly AccountRecord[];
  labels: readonly string[];
  readonly comments: CommentRecord[];
  readonly createdAt: number;
  updatedAt: number;
}
