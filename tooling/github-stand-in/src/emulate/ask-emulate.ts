import type { EmulateProgram } from './launch-emulate.ts';

/** What the program answered. */
export interface EmulateAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly link: string | null;
}

/** One question to the program, as one of its accounts. Its links lead to `origin`, as if it were an Enterprise server there. */
export async function askEmulate(
  program: EmulateProgram,
  question: { readonly method: string; readonly path: string; readonly login: string; readonly body: unknown; readonly origin: string },
): Promise<EmulateAnswer> {
  const { method, path, login, body, origin } = question;
  const response = await fetch(`${program.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${program.token(login) ?? ''}`,
      accept: 'application/vnd.github+json',
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
  const text = placedAt(await response.text(), program, origin);
  const link = response.headers.get('link');
  return {
    status: response.status,
    body: text === '' ? null : (JSON.parse(text) as unknown),
    link: link === null ? null : placedAt(link, program, origin),
  };
}

/** Pages of people stand at the root, the interface below `/api/v3`; the program knows one address for both. */
function placedAt(text: string, program: EmulateProgram, origin: string): string {
  const own = String.raw`(?:localhost|127\.0\.0\.1):${new URL(program.url).port}`;
  return text
    .replaceAll(new RegExp(String.raw`http://${own}(?=/(?:repos|users|orgs|user|search)[/?])`, 'g'), `${origin}/api/v3`)
    .replaceAll(new RegExp(own, 'g'), new URL(origin).host);
}
