import type { HttpRoute } from '../../app/http-route.ts';
import { answerQuestion } from './answer-question.ts';
import { confirmAnswer } from './confirm-answer.ts';
import { createReport } from './create-report.ts';
import { getReport } from './get-report.ts';
import { listReports } from './list-reports.ts';

/** Routes about what agents say. */
export const REPORT_ROUTES: readonly HttpRoute[] = [listReports, createReport, getReport, answerQuestion, confirmAnswer];
