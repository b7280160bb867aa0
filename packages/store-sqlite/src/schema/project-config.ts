import { PERMISSION_MODES, type ProjectConfig } from '@ao/domain';
import { z } from 'zod';
import { reactionChoicesSchema } from './reaction-choices.ts';

const stringList = z.array(z.string()).readonly();

const projectConfigSchema = z.looseObject({
  defaultBranch: z.string().optional(),
  agent: z.string().optional(),
  runtime: z.string().optional(),
  model: z.string().optional(),
  permissionMode: z.enum(PERMISSION_MODES).optional(),
  env: z.record(z.string(), z.string()).optional(),
  copy: stringList.optional(),
  symlink: stringList.optional(),
  postCreate: stringList.optional(),
  setupTimeoutMs: z.number().optional(),
  maxRunning: z.number().optional(),
  agentsMayCommand: z.boolean().optional(),
  reactions: reactionChoicesSchema.optional(),
  orchestrator: z
    .looseObject({
      agent: z.string().optional(),
      model: z.string().optional(),
      permissionMode: z.enum(PERMISSION_MODES).optional(),
      wake: z.boolean().optional(),
      digestEveryMs: z.number().optional(),
      needsPersonAfterMs: z.number().optional(),
    })
    .optional(),
  intake: z
    .looseObject({
      assignee: z.string(),
      labels: stringList.optional(),
      limit: z.number().optional(),
      everyMs: z.number().optional(),
      agent: z.string().optional(),
    })
    .optional(),
});

/** Narrows stored JSON to the settings of a project. Settings of a newer version are kept. */
export function asProjectConfig(value: unknown): ProjectConfig | null {
  const result = projectConfigSchema.safeParse(value);
  return result.success ? result.data : null;
}
