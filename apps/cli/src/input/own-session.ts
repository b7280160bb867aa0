import { AoError } from '@ao/domain';
import type { CliContext } from '../context/cli-context.ts';

/**
 * The session whose agent calls.
 *
 * @throws AoError `NOT_IN_A_SESSION` for everybody else: nobody can speak for an agent.
 */
export function ownSession({ env }: Pick<CliContext, 'env'>, command: 'report' | 'ask' | 'done'): string {
  const { AO_SESSION_ID: session = '', AO_TOKEN: token = '' } = env;
  if (session !== '' && token !== '') return session;
  throw new AoError('NOT_IN_A_SESSION', {
    message: `\`ao ${command}\` is for the agent of a session, and this is none. Write to an agent with \`ao send SESSION "<text>"\`; see what agents said with \`ao reports\`.`,
  });
}
