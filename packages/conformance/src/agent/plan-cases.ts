import assert from 'node:assert/strict';
import { isAbsolute } from 'node:path';
import { PERMISSION_MODES } from '@ao/domain';
import type { LaunchId, SessionId } from '@ao/domain';
import type { AgentLaunchPlan, AgentV1 } from '@ao/ports';
import type { AgentCase } from './agent-case.ts';
import { pictureOf } from './folder-picture.ts';

/** Linux takes no longer argument. */
const ARGUMENT_MAX_BYTES = 128 * 1024;
const PROMPT = 'Fix "it" \\ $HOME `id` \'now\'\n-- and -x, ünï 漢字';

function assertSound(plan: AgentLaunchPlan): void {
  const [program] = plan.argv;
  assert.ok(program !== undefined && isAbsolute(program), `the program is an absolute path: ${program}`);
  for (const argument of plan.argv) {
    assert.ok(!argument.includes('\0'), 'no argument holds a NUL');
    assert.ok(Buffer.byteLength(argument) < ARGUMENT_MAX_BYTES, 'no argument is longer than the system takes');
  }
  for (const [name, value] of Object.entries(plan.env)) {
    assert.match(name, /^[A-Za-z_][A-Za-z0-9_]*$/);
    assert.ok(value === null || !value.includes('\0'), `${name} holds no NUL`);
  }
  assert.ok(Number.isInteger(plan.readyWithinMs) && plan.readyWithinMs > 0);
}

/** What holds for every plan. */
export const planCases: readonly AgentCase[] = [
  {
    name: 'a plan is sound: absolute program, arguments the system takes, valid variables',
    async run({ agent, request }) {
      assertSound(await agent.planLaunch(request()));
      assertSound(await agent.planLaunch(request({ prompt: PROMPT, systemPrompt: 'Be brief.', model: 'a-model' })));
    },
  },
  {
    name: 'planning a launch twice plans the same and changes nothing more',
    async run({ agent, request, directory }) {
      const first = await agent.planLaunch(request({ prompt: PROMPT, systemPrompt: 'Be brief.' }));
      const before = pictureOf(directory);
      assert.deepEqual(await agent.planLaunch(request({ prompt: PROMPT, systemPrompt: 'Be brief.' })), first);
      assert.deepEqual(pictureOf(directory), before);
    },
  },
  {
    name: 'a plan writes nothing outside the private folder, and there only what its owner alone can read',
    async run({ agent, request, directory }) {
      const before = pictureOf(directory);
      const planned = request({ prompt: PROMPT, systemPrompt: 'Be brief.' });
      await agent.planLaunch(planned);
      await agent.planResume?.({ ...planned, agentSessionId: null });
      const inside = `.${planned.privateDirectory.slice(directory.length)}`;
      const changed = Object.entries(pictureOf(directory)).filter(([path, entry]) => before[path] !== entry);
      for (const [path, entry] of changed) {
        assert.ok(path.startsWith(`${inside}/`), `${path} is outside the private folder`);
        assert.match(entry, /^(?:folder 700|file 600) ?/, `${path} can be read by others`);
      }
      for (const path of Object.keys(before)) assert.ok(path in pictureOf(directory), `${path} was removed`);
    },
  },
  {
    name: 'the prompt stands whole in the command line, or not at all',
    async run({ agent, request }) {
      const plan = await agent.planLaunch(request({ prompt: PROMPT }));
      const carries =
        plan.argv.some((argument) => argument.includes(PROMPT)) || Object.values(plan.env).some((value) => value?.includes(PROMPT));
      assert.equal(carries, plan.promptInCommand);
      assert.equal((await agent.planLaunch(request())).promptInCommand, false);
    },
  },
  {
    name: 'a prompt of one mebibyte can be launched with',
    async run({ agent, request }) {
      assertSound(await agent.planLaunch(request({ prompt: 'long prompt '.repeat(90_000) })));
    },
  },
  {
    name: 'launches of other sessions, and later launches, are other conversations',
    async run({ agent, request }) {
      const ids: (string | null)[] = [];
      for (const [sessionId, launchId] of [
        ['shop-1', 'l-1'],
        ['shop-1', 'l-2'],
        ['shop-2', 'l-1'],
      ] as const) {
        const plan = await agent.planLaunch(request({ sessionId: sessionId as SessionId, launchId: launchId as LaunchId }));
        assert.equal(plan.resumes, false);
        ids.push(plan.agentSessionId);
      }
      assert.ok(ids.every((id) => id === null) || new Set(ids).size === ids.length, 'each launch has an id of its own');
    },
  },
  {
    name: 'every permission mode it has can be planned, and any other is refused as such',
    async run({ agent, request }) {
      assert.ok(agent.permissionModes.includes('default'));
      for (const permissionMode of PERMISSION_MODES) {
        if (agent.permissionModes.includes(permissionMode)) assertSound(await agent.planLaunch(request({ permissionMode })));
        else await assert.rejects(agent.planLaunch(request({ permissionMode })), { code: 'PERMISSION_MODE_UNSUPPORTED' });
      }
    },
  },
  {
    name: 'a conversation that cannot be found starts afresh, says so, and loses no prompt',
    applies: canResume,
    async run({ agent, request }) {
      for (const agentSessionId of [null, '00000000-0000-4000-8000-000000000000', '../../x', '']) {
        const planned = request({ prompt: PROMPT });
        const plan = await agent.planResume?.({ ...planned, agentSessionId });
        assert.ok(plan !== undefined);
        assertSound(plan);
        assert.equal(plan.resumes, false);
        assert.ok(plan.notices.length > 0, 'people are told');
        assert.equal(plan.promptInCommand, (await agent.planLaunch(planned)).promptInCommand);
      }
    },
  },
];

function canResume(agent: AgentV1): boolean {
  return agent.planResume !== undefined;
}
