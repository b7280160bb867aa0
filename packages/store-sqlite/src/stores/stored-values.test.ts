import { createSession, sampleProject, SHOP } from '@ao/conformance';
import { expect, test } from 'vitest';
import { temporaryDatabase } from '../__fixtures__/temporary-database.ts';
import { withCode } from '../__fixtures__/with-code.ts';

test('a value of a list that this version does not know is refused when it is read', () => {
  const { open, openRaw } = temporaryDatabase();
  const stores = open();
  createSession(stores);
  openRaw().exec(`UPDATE sessions SET phase = 'hibernating'`);
  expect(() => stores.sessions.list()).toThrow(withCode('DATABASE_NEWER', 'The column phase cannot hold "hibernating"'));
});

test('a value of no list is never written', () => {
  const { open } = temporaryDatabase();
  const stores = open();
  const { id } = createSession(stores);
  const write = () => stores.sessions.updateFacts(id, (facts) => ({ ...facts, phase: 'lively' as never }));
  expect(write).toThrow(withCode('INTERNAL'));
  expect(stores.sessions.get(id)?.phase).toBe('starting');
});

test.each([`'{'`, `'[]'`, `'{"env":{"A":1}}'`, `'{"permissionMode":"root"}'`, `'null'`])(
  'a project whose settings are %s is refused',
  (stored) => {
    const { open, openRaw } = temporaryDatabase();
    const stores = open();
    stores.projects.add(sampleProject('shop'));
    openRaw().exec(`UPDATE projects SET config = ${stored}`);
    expect(() => stores.projects.get(SHOP)).toThrow(withCode('DATABASE_CORRUPT'));
  },
);

test('settings of a newer version are kept when others are changed', () => {
  const { open, openRaw } = temporaryDatabase();
  const stores = open();
  stores.projects.add(sampleProject('shop'));
  openRaw().exec(`UPDATE projects SET config = '{"model":"large","colour":"blue"}'`);
  stores.projects.setConfig(SHOP, { ...stores.projects.get(SHOP)?.config, model: 'small' });
  expect(stores.projects.get(SHOP)?.config).toEqual({ model: 'small', colour: 'blue' });
});

test('text of any kind comes back as it was', () => {
  const { open } = temporaryDatabase();
  const stores = open();
  const { id } = createSession(stores);
  const names = ['ünïcode ✓ 日本語 🚀', `quotes ' " \` and -- ; DROP TABLE sessions`, '\u0000nul\u0001', 'x'.repeat(1_000_000), ''];
  for (const name of names) {
    stores.sessions.rename(id, name);
    expect(stores.sessions.get(id)?.displayName).toBe(name);
  }
});
