import { expect, test } from 'vitest';
import { runCommand } from '../__fixtures__/run-command.ts';
import { openStubHome } from '../__fixtures__/stub-home.ts';
import Output from './output.ts';

test('of a terminal that kept nothing it is said so, beside the output and not in it', async () => {
  const home = await openStubHome(() => ({ lines: [] }));
  expect(await runCommand(Output, ['shop-1'], home.env)).toEqual({
    stdout: '',
    stderr: 'Nothing is kept of the terminal of shop-1.\n',
    exitCode: 0,
  });
});
