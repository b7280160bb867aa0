import { z } from 'zod';

const questionSchema = z.looseObject({
  question: z.string(),
  multiSelect: z.boolean().optional(),
  options: z.array(z.looseObject({ label: z.string(), description: z.string().optional().catch(undefined) })).min(1),
});

const questionsSchema = z.looseObject({ questions: z.tuple([questionSchema]) });

/** A question with options, of which one is to be chosen. */
export type ClaudeQuestion = z.infer<typeof questionSchema>;

/** The question of an input that asks exactly one with one answer; null for anything else. */
export function onlyQuestion(input: unknown): ClaudeQuestion | null {
  const [question] = questionsSchema.safeParse(input).data?.questions ?? [];
  return question === undefined || question.multiSelect === true ? null : question;
}
