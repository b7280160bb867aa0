/**
 * How a payload gets into the spool, as a POSIX shell script without single quotes:
 *
 * - the payload goes to a hidden name first; the visible name appears when it is whole, so that a reader never sees half of it
 * - `$$` names the file; a counter and an exclusive creation keep apart processes that share a number (in another pid
 *   namespace, or after the numbers have wrapped while nobody read)
 * - without the folder the payload is still read to its end, so that the agent's pipe never breaks
 * - the system's own programs come first, whatever the agent's PATH holds
 */
const hookScript = (taken: string, store: readonly string[]): string =>
  [
    'umask 077',
    'PATH=/usr/bin:/bin:$PATH',
    'if cd "${AO_SPOOL:-/nonexistent}"',
    'then n=0',
    'set -C',
    `until ${taken}&&true>".$$-$n"||[ $n -gt 999 ]`,
    'do n=$((n+1))',
    'done',
    'set +C',
    ...store,
    'else cat>/dev/null',
    'fi',
  ]
    .join(';')
    .replaceAll(/(then|do|else);/g, '$1 ');

/**
 * Drops the payload and is done. An empty file with the visible name says that the hidden one is whole: the shell makes it by itself,
 * where renaming takes a program more, which is a quarter of what a hook costs its agent.
 */
const DROP_SCRIPT = hookScript('[ ! -e "$$-$n.json" ]', ['cat>".$$-$n"&&true>"$$-$n.json"||rm -f ".$$-$n"']);

/**
 * Drops the payload and waits for one line at a pipe beside it:
 *
 * - the pipe is made and opened before the payload appears, so whoever sees the payload finds someone waiting
 * - opened for reading and writing, so that opening never blocks, and whoever looks in without writing does no harm
 * - the shell itself waits and no child of it: ended by the agent, nothing stays behind but the pipe's name
 * - without a pipe it only drops the payload
 */
const ASK_SCRIPT = hookScript('[ ! -e "$$-$n.json" ]&&[ ! -e "$$-$n.answer" ]', [
  'cat>".$$-$n"||rm -f ".$$-$n"',
  'if [ -e ".$$-$n" ]&&mkfifo "$$-$n.answer"',
  'then { mv ".$$-$n" "$$-$n.json"&&IFS= read -r a<&4&&[ "$a" ]&&printf "%s\\n" "$a">&3',
  '} 4<>"$$-$n.answer"',
  '[ ! -e "$$-$n.answer" ]||rm -f "$$-$n.answer"',
  'fi',
  '[ ! -e ".$$-$n" ]||mv ".$$-$n" "$$-$n.json"||rm -f ".$$-$n"',
]);

/**
 * The command line agents run for every hook event. It writes what it gets on standard input into the folder named by the
 * environment variable `AO_SPOOL`.
 *
 * - the same text in every session, so that an agent's trust in it (by hash) stays valid
 * - starts no program but `cat`: about 3 ms on top of the shell that an agent starts anyway
 * - silent, always exit code 0: a hook never disturbs the agent, not even when the folder is gone
 * - works whatever shell reads the line
 */
export const HOOK_COMMAND = `exec /bin/sh -c '{ ${DROP_SCRIPT};} >/dev/null 2>&1;exit 0'`;

/**
 * The command line for hook events whose output may decide something, for example a permission request. Like
 * {@link HOOK_COMMAND} it drops the payload; then it waits, without using the processor, until `answerHook` gives it a line, which
 * it prints. It waits for as long as the agent lets it, so the agent's own time limit for this hook should be long.
 *
 * - without the folder, or without a pipe, it ends at once and prints nothing
 * - given an empty line it ends and prints nothing
 * - ended by the agent it leaves a pipe nobody reads, which the next look at the spool removes
 */
export const HOOK_ASK_COMMAND = `exec /bin/sh -c '{ ${ASK_SCRIPT};} 3>&1 >/dev/null 2>&1;exit 0'`;

/**
 * The environment variable that names the spool folder of a launch. The daemon sets it. Only what {@link HOOK_COMMAND} and
 * {@link HOOK_ASK_COMMAND} write there is read: who reports from a program of its own runs one of them, with the payload as its input.
 */
export const HOOK_SPOOL_VARIABLE = 'AO_SPOOL';
