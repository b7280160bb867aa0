import type { HttpRoute } from '../../app/http-route.ts';
import { delegateTask } from './delegate-task.ts';
import { listOrchestrators } from './list-orchestrators.ts';
import { startOrchestrator } from './start-orchestrator.ts';

/** Routes about orchestrators. */
export const ORCHESTRATOR_ROUTES: readonly HttpRoute[] = [listOrchestrators, startOrchestrator, delegateTask];
