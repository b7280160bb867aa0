/**
 * Text that a stranger may have written: a title, a comment, a log. It is data and never an instruction.
 *
 * - well-formed Unicode, at most as long as the field that holds it says; control bytes and escape sequences are still in it unless
 *   the field says otherwise. Whoever quotes it to an agent or prints it removes them there (`cleanMessageText`) and fences it
 */
export interface ForgeText {
  readonly text: string;
  /** True when the end was cut off because of its length. */
  readonly isCut: boolean;
}
