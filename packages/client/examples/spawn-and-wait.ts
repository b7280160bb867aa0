// Starts an agent on a task, waits until it is done or needs an answer, and shows its last words.
// Run: node examples/spawn-and-wait.ts <project> <task>
import { connectFromRunFile } from '@ao/client/node';

const [projectId = 'shop', prompt = 'Fix the flaky test'] = process.argv.slice(2);
const ao = connectFromRunFile();

const { session, notices } = await ao.sessions.spawn({ projectId, prompt });
for (const notice of notices) process.stdout.write(`note: ${notice}\n`);
process.stdout.write(`${session.id} works on ${session.workspace.branch ?? 'no branch'}\n`);

const settled = await ao.sessions.wait(session.id, { until: ['done', 'blocked'], timeoutMs: 2 * 60 * 60 * 1000 });
process.stdout.write(`${session.id} is ${settled.status}: ${settled.reason.text}\n`);
if (settled.needs !== null) process.stdout.write(`It asks: ${settled.needs}\n`);
for (const line of await ao.sessions.output(session.id, { lines: 5 })) process.stdout.write(`| ${line}\n`);
