import type { HttpRoute } from '../../app/http-route.ts';
import { listNotices } from './list-notices.ts';
import { markNoticesRead } from './mark-notices-read.ts';
import { testOutlets } from './test-outlets.ts';

/** Routes about notices. */
export const NOTICE_ROUTES: readonly HttpRoute[] = [listNotices, markNoticesRead, testOutlets];
