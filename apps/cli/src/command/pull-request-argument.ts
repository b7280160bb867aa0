import { Args } from '@oclif/core';

/** The pull request a command is about. */
export const pullRequestArgument = Args.string({
  name: 'pull-request',
  description: 'Its number, owner/repository#number, its address, or the session that has it.',
  required: true,
});
