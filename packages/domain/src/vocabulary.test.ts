import { describe, expect, test } from 'vitest';
import {
  ACTIVITY_SOURCES,
  ACTIVITY_STATES,
  CHANGE_EVENT_TYPES,
  CI_STATES,
  END_REASONS,
  EXIT_EVIDENCE,
  FINAL_MESSAGE_STATES,
  LAUNCH_STATES,
  MERGEABILITIES,
  MESSAGE_STATES,
  NOTICE_DELIVERY_STATES,
  NOTICE_HOLDS,
  NOTICE_KINDS,
  NOTICE_PRIORITIES,
  OPERATION_KINDS,
  OPERATION_STATES,
  PERMISSION_MODES,
  PULL_REQUEST_STATES,
  REVIEW_DECISIONS,
  QUEUE_HOLDS,
  SESSION_KINDS,
  SESSION_PHASES,
  SESSION_STATUSES,
  SETUP_STATES,
  WORKSPACE_STATES,
} from './index.ts';

const LISTS: Readonly<Record<string, readonly string[]>> = {
  ACTIVITY_SOURCES,
  ACTIVITY_STATES,
  CHANGE_EVENT_TYPES,
  CI_STATES,
  END_REASONS,
  EXIT_EVIDENCE,
  LAUNCH_STATES,
  MERGEABILITIES,
  MESSAGE_STATES,
  NOTICE_DELIVERY_STATES,
  NOTICE_HOLDS,
  NOTICE_KINDS,
  NOTICE_PRIORITIES,
  OPERATION_KINDS,
  OPERATION_STATES,
  PERMISSION_MODES,
  PULL_REQUEST_STATES,
  REVIEW_DECISIONS,
  QUEUE_HOLDS,
  SESSION_KINDS,
  SESSION_PHASES,
  SESSION_STATUSES,
  SETUP_STATES,
  WORKSPACE_STATES,
};

describe.each(Object.entries(LISTS))('%s', (_name, values) => {
  test('lists each value once, in the one spelling that is used on the wire', () => {
    expect(new Set(values).size).toBe(values.length);
    for (const value of values) expect(value).toMatch(/^[a-z]+(?:[._-][a-z]+)*$/);
  });
});

test('a message that waits, is typed or was submitted is not final; every other one is', () => {
  const open = MESSAGE_STATES.filter((state) => !FINAL_MESSAGE_STATES.has(state));
  expect(open).toEqual(['queued', 'typing', 'submitted']);
});
