import type { AgentReport, Branded, ChangeEvent, MessageRecord, NoticeRecord, OperationRecord, ProjectConfig } from '@ao/domain';
import type { z } from '@hono/zod-openapi';
import type { BatchPlanItem, BatchRequest, BatchResult, IntakeReport, IssueDetails, IssueView } from '@ao/service-issue';
import type { AddProjectRequest, ProjectView } from '@ao/service-project';
import type {
  CleanupItem,
  Delegated,
  DelegateRequest,
  KillResult,
  OrchestratorStarted,
  SendMessageRequest,
  SessionExplanation,
  SessionService,
  SessionView,
  SpawnRequest,
  StartOrchestratorRequest,
  WaitCondition,
} from '@ao/service-session';
import { expectTypeOf, test } from 'vitest';
import type { AgentReport as AgentCheckReport, DoctorReport } from '../app/daemon-reports.ts';
import type { OutletTrialReport } from '../app/notice-board.ts';
import type { WebhookSetup } from '../app/webhook-desk.ts';
import type { agentSchema, doctorSchema } from './daemon-schemas.ts';
import type { batchItemSchema, batchResultSchema, batchSchema, intakeSchema, issueCommentSchema, issueSchema } from './issue-schemas.ts';
import type { messageSchema, sendMessageSchema } from './message-schema.ts';
import type { delegatedSchema, delegateSchema, orchestratorSchema, startOrchestratorSchema } from './orchestrator-schema.ts';
import type { noticeSchema, outletTrialSchema } from './notice-schema.ts';
import type { operationSchema } from './operation-schema.ts';
import type { addProjectSchema, projectConfigSchema, projectSchema } from './project-schema.ts';
import type { agentReportSchema } from './report-schema.ts';
import type { changesSchema, cleanupItemSchema, explanationSchema, killResultSchema, screenSchema } from './session-result-schemas.ts';
import type { sessionSchema, spawnSchema } from './session-schema.ts';
import type { changeEventSchema } from './stream-event-schema.ts';
import type { webhookSetupSchema } from './webhook-schema.ts';

/** A type as it travels: ids are plain strings, nothing is readonly. */
type Wire<Value> =
  Value extends Branded<string>
    ? string
    : Value extends readonly (infer Item)[]
      ? Wire<Item>[]
      : Value extends object
        ? { -readonly [Key in keyof Value]: Wire<Value[Key]> }
        : Value;

type Answered<Method extends keyof SessionService> = SessionService[Method] extends (...parameters: never[]) => infer Result
  ? Wire<Awaited<Result>>
  : never;

/**
 * The compiler holds schemas and contracts to each other: a field that is added, removed or changed in a contract must be added,
 * removed or changed in the schema that describes it, and the other way round.
 */
test('schemas and contracts say the same', () => {
  expectTypeOf<z.infer<typeof sessionSchema>>().toEqualTypeOf<Wire<SessionView>>();
  expectTypeOf<z.infer<typeof projectSchema>>().toEqualTypeOf<Wire<ProjectView>>();
  expectTypeOf<z.infer<typeof projectConfigSchema>>().toEqualTypeOf<Wire<ProjectConfig>>();
  expectTypeOf<z.infer<typeof agentReportSchema>>().toEqualTypeOf<Wire<AgentReport>>();
  expectTypeOf<z.infer<typeof orchestratorSchema>>().toEqualTypeOf<Wire<OrchestratorStarted>>();
  expectTypeOf<z.infer<typeof delegatedSchema>>().toEqualTypeOf<Wire<Delegated>>();
  expectTypeOf<z.infer<typeof messageSchema>>().toEqualTypeOf<Wire<MessageRecord>>();
  expectTypeOf<z.infer<typeof noticeSchema>>().toEqualTypeOf<Wire<NoticeRecord>>();
  expectTypeOf<z.infer<typeof outletTrialSchema>>().toEqualTypeOf<Wire<OutletTrialReport>>();
  expectTypeOf<z.infer<typeof webhookSetupSchema>>().toEqualTypeOf<Wire<WebhookSetup>>();
  expectTypeOf<z.infer<typeof operationSchema>>().toEqualTypeOf<Wire<OperationRecord>>();
  expectTypeOf<z.infer<typeof changeEventSchema>>().toEqualTypeOf<Wire<ChangeEvent>>();
  expectTypeOf<z.infer<typeof explanationSchema>>().toEqualTypeOf<Wire<SessionExplanation>>();
  expectTypeOf<z.infer<typeof killResultSchema>>().toEqualTypeOf<Wire<KillResult>>();
  expectTypeOf<z.infer<typeof cleanupItemSchema>>().toEqualTypeOf<Wire<CleanupItem>>();
  expectTypeOf<z.infer<typeof screenSchema>>().toEqualTypeOf<Answered<'screen'>>();
  expectTypeOf<z.infer<typeof changesSchema>>().toEqualTypeOf<Answered<'changes'>>();
  expectTypeOf<z.infer<typeof doctorSchema>>().toEqualTypeOf<Wire<DoctorReport>>();
  expectTypeOf<z.infer<typeof agentSchema>>().toEqualTypeOf<Wire<AgentCheckReport>>();
  expectTypeOf<z.infer<typeof issueSchema>>().toEqualTypeOf<Wire<IssueView>>();
  expectTypeOf<z.infer<typeof issueCommentSchema>[]>().toEqualTypeOf<Wire<IssueDetails['comments']>>();
  expectTypeOf<z.infer<typeof batchItemSchema>>().toEqualTypeOf<Wire<BatchPlanItem>>();
  expectTypeOf<z.infer<typeof batchResultSchema>>().toEqualTypeOf<Wire<BatchResult>>();
  expectTypeOf<z.infer<typeof intakeSchema>>().toEqualTypeOf<Wire<IntakeReport>>();
});

test('requests and contracts say the same', () => {
  expectTypeOf<Omit<z.infer<typeof batchSchema>, 'defaults'>>().toEqualTypeOf<Omit<Wire<BatchRequest>, 'defaults' | 'ownOnly'>>();
  expectTypeOf<z.infer<typeof addProjectSchema>>().toEqualTypeOf<Wire<AddProjectRequest>>();
  expectTypeOf<z.infer<typeof spawnSchema>>().toEqualTypeOf<Omit<Wire<SpawnRequest>, 'idempotencyKey' | 'spawnedBy'>>();
  expectTypeOf<z.infer<typeof startOrchestratorSchema>>().toEqualTypeOf<Wire<StartOrchestratorRequest>>();
  expectTypeOf<z.infer<typeof delegateSchema>>().toEqualTypeOf<Omit<Wire<DelegateRequest>, 'sender'>>();
  expectTypeOf<z.infer<typeof sendMessageSchema>>().toEqualTypeOf<Omit<Wire<SendMessageRequest>, 'sessionId' | 'sender'>>();
});

test('every condition the service knows can be waited for', () => {
  expectTypeOf<WaitCondition>().toEqualTypeOf<z.infer<typeof sessionSchema>['status'] | 'blocked' | 'done' | 'ended'>();
});
