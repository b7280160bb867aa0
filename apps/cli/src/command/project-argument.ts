import { Args } from '@oclif/core';

/** The project a command is about. */
export const projectArgument = Args.string({ name: 'project', description: 'A project, see `ao project ls`.', required: true });
