import type { ForgeAccount, ForgeAnswer, ToolCheck } from '@ao/ports';
import type { KnownHost } from '../address/github-host.ts';
import type { GithubClient } from '../client/github-client.ts';
import { callRest, mapAnswer } from './call-rest.ts';
import { accountOf } from './map-times.ts';
import { userSchema } from './rest-schema.ts';

/** The account a token belongs to. */
export async function readAccount(client: GithubClient, host: KnownHost, signal?: AbortSignal): Promise<ForgeAnswer<ForgeAccount>> {
  const answer = await callRest(client, host, { route: 'GET /user', priority: 'person' }, userSchema, signal);
  return mapAnswer(answer, (user) => accountOf(user) ?? { login: user.login, isBot: false });
}

/** Whether a token is there and taken. */
export async function checkAccess(client: GithubClient, name: string | undefined, signal?: AbortSignal): Promise<ToolCheck> {
  const host = name === undefined ? client.hosts[0] : client.host(name);
  const none = { path: null, version: null };
  if (host == null) {
    const summary = `${name ?? 'The host'} is none of the GitHub servers that were named.`;
    return { ...none, level: 'failed', summary, remedy: 'Name it in the settings.', code: 'FORGE_UNAVAILABLE' };
  }
  const answer = await readAccount(client, host, signal);
  switch (answer.outcome) {
    case 'value':
      return { ...none, level: 'ok', summary: `${host.host} is reached as ${answer.value.login}.`, remedy: null, code: null };
    case 'forbidden':
      // Tokens of apps have no account of their own, and are good all the same.
      return { ...none, level: 'ok', summary: `${host.host} takes the token, which belongs to no account.`, remedy: null, code: null };
    case 'gone':
      return {
        ...none,
        level: 'failed',
        summary: `What answers at ${host.apiUrl} is no GitHub.`,
        remedy: 'Correct the address of the server.',
        code: 'FORGE_ANSWER_INVALID',
      };
    case 'unknown': {
      const { code, message } = answer.error;
      const isLogin = code === 'FORGE_TOKEN_MISSING' || code === 'FORGE_TOKEN_REFUSED';
      const remedy = isLogin ? `gh auth login --hostname ${host.host}` : 'Check the network, then look again.';
      return { ...none, level: isLogin ? 'failed' : 'warning', summary: message, remedy, code: isLogin ? code : null };
    }
  }
}
