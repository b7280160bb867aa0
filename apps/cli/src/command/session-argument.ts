import { Args } from '@oclif/core';

/** The session a command is about. Inside a session's own terminal it may be left out. */
export const sessionArgument = Args.string({
  name: 'session',
  description: 'A session, for example shop-1.',
  required: true,
});
