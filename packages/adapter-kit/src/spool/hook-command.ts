/**
 * What a hook does, as a POSIX shell script without single quotes:
 *
 * - the payload goes to a hidden name first and is renamed into place, so that a reader never sees half of it
 * - `$$` names the file; a counter and an exclusive creation keep apart processes that share a number (in another pid
 *   namespace, or after the numbers have wrapped while nobody read)
 * - without the folder the payload is still read to its end, so that the agent's pipe never breaks
 * - the system's own `cat` and `mv` come first, whatever the agent's PATH holds
 */
const HOOK_SCRIPT = [
  'umask 077',
  'PATH=/usr/bin:/bin:$PATH',
  'if cd "${AO_SPOOL:-/nonexistent}"',
  'then n=0',
  'set -C',
  'until [ ! -e "$$-$n.json" ]&&true>".$$-$n"||[ $n -gt 999 ]',
  'do n=$((n+1))',
  'done',
  'set +C',
  'cat>".$$-$n"&&mv ".$$-$n" "$$-$n.json"||rm -f ".$$-$n"',
  'else cat>/dev/null',
  'fi',
]
  .join(';')
  .replaceAll(/(then|do|else);/g, '$1 ');

/**
 * The command line agents run for every hook event. It writes what it gets on standard input into the folder named by the
 * environment variable `AO_SPOOL`.
 *
 * - the same text in every session, so that an agent's trust in it (by hash) stays valid
 * - starts no program but `cat` and `mv`: about 4 ms on top of the shell that an agent starts anyway
 * - silent, always exit code 0: a hook never disturbs the agent, not even when the folder is gone
 * - works whatever shell reads the line
 */
export const HOOK_COMMAND = `exec /bin/sh -c '{ ${HOOK_SCRIPT};} >/dev/null 2>&1;exit 0'`;

/** The environment variable that names the spool folder of a launch. */
export const HOOK_SPOOL_VARIABLE = 'AO_SPOOL';
