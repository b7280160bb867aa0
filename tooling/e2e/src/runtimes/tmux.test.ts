import { describe } from 'vitest';
import { runtimeJourneys } from './runtime-journeys.ts';

describe('sessions in tmux', () => {
  runtimeJourneys({ name: 'tmux', ownTool: /tmux .*-S .*attach/ });
});
