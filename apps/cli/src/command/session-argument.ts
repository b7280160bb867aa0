import { Args } from '@oclif/core';

/** The session a command is about. */
export const sessionArgument = Args.string({
  name: 'session',
  description: 'A session, for example shop-1.',
  required: true,
});
