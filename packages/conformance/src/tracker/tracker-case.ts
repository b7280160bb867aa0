import type { TrackerV1 } from '@ao/ports';

/** An issue to be. */
export interface TestIssue {
  readonly title: string;
  readonly body?: string;
  readonly labels?: readonly string[];
  readonly assignee?: string;
  readonly isDone?: boolean;
}

/** A tracker made for one test, with the means to change it as other people would. */
export interface TrackerUnderTest {
  readonly tracker: TrackerV1;
  /** URL of the git remote whose issues are kept there. */
  readonly remoteUrl: string;
  /** Opens an issue; the answer is what a person would type to name it within the scope. */
  openIssue(issue: TestIssue): Promise<string>;
  comment(reference: string, body: string): Promise<void>;
  /** From now on nobody reaches the tracker. */
  disconnect(): Promise<void>;
  /** Called after the test, also after a failed one. */
  dispose?(): Promise<void>;
}

/** One property of a tracker, in plain words, and how it is checked. */
export interface TrackerCase {
  readonly name: string;
  readonly run: (underTest: TrackerUnderTest) => Promise<void>;
}
