import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verify } from '@octokit/webhooks-methods';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addCheckRun, addReview, addThread, type GitHubStandIn, openPullRequest, startGitHubStandIn, type WebhookEvent } from '../index.ts';

const SECRET = 'it is a secret';

let github: GitHubStandIn;
let received: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
let status = 202;
let url: string;
let server: ReturnType<typeof createServer>;

beforeEach(async () => {
  github = await startGitHubStandIn();
  received = [];
  status = 202;
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      response.writeHead(status).end('taken');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await github.close();
});

async function world() {
  const repository = await github.createRepository({ files: null });
  const pullRequest = openPullRequest(github.state, repository, { branch: 'ao/shop-1/cart', title: 'Ünïcode 🛒' });
  const run = addCheckRun(github.state, pullRequest, { name: 'test', conclusion: 'FAILURE' });
  const review = addReview(github.state, pullRequest, { state: 'APPROVED' });
  const thread = addThread(github.state, pullRequest, { body: 'Why?' });
  return { repository, pullRequest, run, review, thread };
}

test('a delivery is signed over its bytes, as the published check of signatures wants it', async () => {
  const { pullRequest } = await world();
  const sent = await github.sendWebhook({ url, secret: SECRET }, { name: 'pull_request', action: 'opened', pullRequest });
  expect(sent).toMatchObject({ status: 202, body: 'taken' });
  const [{ headers, body } = { headers: {}, body: '' }] = received;
  expect(headers).toMatchObject({
    'x-github-event': 'pull_request',
    'x-github-delivery': sent.deliveryId,
    'content-type': 'application/json',
  });
  expect(await verify(SECRET, body, String(headers['x-hub-signature-256']))).toBe(true);
  expect(await verify('another', body, String(headers['x-hub-signature-256']))).toBe(false);
});

test('without a secret nothing is signed; a delivery can be sent again under its id; nobody there is status 0', async () => {
  const { repository } = await world();
  const first = await github.sendWebhook({ url, secret: null }, { name: 'ping', repository });
  const again = await github.sendWebhook({ url, secret: null, deliveryId: first.deliveryId }, { name: 'ping', repository });
  expect(again.deliveryId).toBe(first.deliveryId);
  expect(received.map(({ headers }) => headers['x-hub-signature-256'])).toEqual([undefined, undefined]);
  status = 401;
  expect(await github.sendWebhook({ url, secret: null }, { name: 'ping', repository })).toMatchObject({ status: 401 });
  expect(await github.sendWebhook({ url: 'http://127.0.0.1:1/hook', secret: null }, { name: 'ping', repository })).toMatchObject({
    status: 0,
  });
});

test('every event carries what the host knows, in a payload as thick as the published one', async () => {
  const { repository, pullRequest, run, review, thread } = await world();
  const events: readonly (readonly [WebhookEvent, object])[] = [
    [
      { name: 'push', repository, branch: 'main', before: 'a'.repeat(40), after: 'b'.repeat(40) },
      { ref: 'refs/heads/main', after: 'b'.repeat(40) },
    ],
    [
      { name: 'pull_request', action: 'synchronize', pullRequest },
      { number: 1, pull_request: { node_id: pullRequest.nodeId, title: 'Ünïcode 🛒' } },
    ],
    [
      { name: 'check_run', action: 'completed', pullRequest, run },
      { check_run: { id: run.databaseId, conclusion: 'failure', head_sha: pullRequest.headCommit, pull_requests: [{ number: 1 }] } },
    ],
    [
      { name: 'pull_request_review', action: 'submitted', pullRequest, review },
      { review: { state: 'approved', user: { login: 'reviewer' } }, pull_request: { number: 1 } },
    ],
    [{ name: 'pull_request_review_comment', action: 'created', thread }, { comment: { body: 'Why?', path: 'src/index.ts' } }],
    [{ name: 'pull_request_review_thread', action: 'resolved', thread }, { thread: { node_id: thread.nodeId } }],
  ];
  for (const [event, expected] of events) {
    await github.sendWebhook({ url, secret: SECRET }, event);
    const payload: unknown = JSON.parse(received.at(-1)?.body ?? '');
    expect(payload).toMatchObject({ ...expected, repository: { full_name: 'acme/shop', node_id: repository.nodeId } });
    // What only GitHub itself would know stands there as it was published.
    expect(Object.keys((payload as { readonly repository: object }).repository).length).toBeGreaterThan(60);
  }
});
