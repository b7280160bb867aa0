import { expect, test } from 'vitest';
import { temporaryDatabase } from '../__fixtures__/temporary-database.ts';
import { createTransactions } from './transactions.ts';

/** A database with room for little more. */
function nearlyFull() {
  const database = temporaryDatabase().openRaw();
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE notes (text TEXT NOT NULL)');
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages + 4}`);
  let commits = 0;
  const transaction = createTransactions(database, () => (commits += 1));
  const insert = database.prepare('INSERT INTO notes VALUES (?)');
  const note = (text: string) => transaction(() => insert.run(text));
  const notes = () => database.prepare('SELECT text FROM notes').pluck().all();
  return { database, transaction, note, notes, commits: () => commits };
}

test('when the disk is full inside a transaction, nothing after it is stored by itself, even if the fault was swallowed', () => {
  const { transaction, note, notes, database } = nearlyFull();
  const work = () =>
    transaction(() => {
      note('the facts');
      try {
        note('x'.repeat(1_000_000));
      } catch {
        // As a listener whose failure is only logged.
      }
      note('that it is done');
    });
  expect(work).toThrow(/full/);
  expect(database.inTransaction).toBe(false);
  expect(notes()).toEqual([]);
  note('later');
  expect(notes()).toEqual(['later']);
});

test('an inner piece of work that fails otherwise takes only itself back', () => {
  const { transaction, note, notes } = nearlyFull();
  transaction(() => {
    note('first');
    try {
      transaction(() => {
        note('taken back');
        throw new Error('no');
      });
    } catch {
      // Nobody minds.
    }
    note('last');
  });
  expect(notes()).toEqual(['first', 'last']);
});
