export { createTokenAccess, type TokenAccessOptions } from './access/token-access.ts';
export type { AccessCheck, Caller } from './access/caller.ts';
export { createHttpApp, type HttpApp } from './app/http-app.ts';
export type { HttpDependencies } from './app/http-dependencies.ts';
export type { HttpClock, HttpLogger } from './app/http-environment.ts';
export type {
  AgentReport,
  CheckReport,
  DaemonInfo,
  DoctorCheck,
  DoctorReport,
  ReconciliationReport,
} from './app/daemon-reports.ts';
export { createHttpServer, type HttpAddress, type HttpServer, type HttpServerOptions } from './server/http-server.ts';
export type { NoticeBoard, NoticeQuery, OutletTrialReport } from './app/notice-board.ts';
export type { IncomingWebhook, WebhookDesk, WebhookOutcome, WebhookSetup } from './app/webhook-desk.ts';
