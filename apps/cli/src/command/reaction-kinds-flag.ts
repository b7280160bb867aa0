import { Flags } from '@oclif/core';
import { REACTION_KINDS, type ReactionKind } from '@ao/domain';

/** Which reactions; may be given several times. Without it all are meant. */
export const reactionKindsFlag = Flags.custom<ReactionKind>({
  multiple: true,
  options: REACTION_KINDS,
  helpValue: 'KIND',
  description: `One kind only, may be repeated: ${REACTION_KINDS.join(', ')}.`,
})();
