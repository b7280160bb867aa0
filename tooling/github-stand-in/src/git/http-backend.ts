import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Hands a request to `git http-backend`, the program git itself brings for this. Resolves when the answer is out. */
export function serveGit(
  request: IncomingMessage,
  response: ServerResponse,
  repository: {
    readonly directory: string;
    readonly path: string;
    readonly query: string;
    readonly account: string;
    readonly beforeEnd: () => Promise<void>;
  },
): Promise<void> {
  const env = {
    ...process.env,
    GIT_PROJECT_ROOT: repository.directory,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: repository.path,
    QUERY_STRING: repository.query,
    REQUEST_METHOD: request.method ?? 'GET',
    CONTENT_TYPE: request.headers['content-type'] ?? '',
    HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
    GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    REMOTE_USER: repository.account,
    REMOTE_ADDR: '127.0.0.1',
  };
  const { promise, resolve } = Promise.withResolvers<void>();
  const child = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.on('error', () => undefined);
  request.pipe(child.stdin);
  let head: Buffer | null = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    if (head === null) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return;
    writeHead(response, head.subarray(0, end).toString('latin1'));
    response.write(head.subarray(end + 4));
    head = null;
  });
  child.on('error', () => response.destroy());
  child.on('close', () => {
    // Whoever hears the end of a push may ask for its pull request at once.
    void repository.beforeEnd().finally(() => {
      response.end();
      resolve();
    });
  });
  return promise;
}

function writeHead(response: ServerResponse, head: string): void {
  let status = 200;
  for (const line of head.split('\r\n')) {
    const at = line.indexOf(':');
    const name = line.slice(0, at);
    const value = line.slice(at + 1).trim();
    if (name.toLowerCase() === 'status') status = Number(value.split(' ')[0]);
    else response.setHeader(name, value);
  }
  response.writeHead(status);
}
