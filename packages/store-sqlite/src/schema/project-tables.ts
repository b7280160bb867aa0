import type { ProjectId } from '@ao/domain';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { checkedJson } from './columns.ts';
import { asProjectConfig } from './project-config.ts';

/** Projects, active and archived. */
export const projects = sqliteTable('projects', {
  id: text('id').$type<ProjectId>().notNull().primaryKey(),
  path: text('path').notNull(),
  name: text('name').notNull(),
  originUrl: text('origin_url'),
  defaultBranch: text('default_branch'),
  config: checkedJson('config', asProjectConfig).notNull(),
  registeredAt: integer('registered_at').notNull(),
  archivedAt: integer('archived_at'),
  /** When the row was last written; the time of its event. */
  changedAt: integer('changed_at').notNull(),
});

/** The last session number given in each project. */
export const sessionNumbers = sqliteTable('session_numbers', {
  projectId: text('project_id').$type<ProjectId>().notNull().primaryKey(),
  lastNumber: integer('last_number').notNull(),
});
