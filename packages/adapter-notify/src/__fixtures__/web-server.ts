import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface ArrivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A web server on loopback that writes down what it gets. */
export interface TestWebServer {
  readonly url: string;
  readonly requests: ArrivedRequest[];
  /** How it answers from now on. Default: 204. */
  answer: (response: ServerResponse, request: ArrivedRequest) => void;
  close(): Promise<void>;
}

export async function startWebServer(): Promise<TestWebServer> {
  const requests: ArrivedRequest[] = [];
  const server: Server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, path: url, headers, body: Buffer.concat(parts).toString('utf8') };
      requests.push(request);
      web.answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const web: TestWebServer = {
    url: `http://127.0.0.1:${port}/hook/s3cret`,
    requests,
    answer: (response) => response.writeHead(204).end(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return web;
}
