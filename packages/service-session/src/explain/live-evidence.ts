import type { SessionRecord, StatusFact, Timestamp } from '@ao/domain';
import type { RuntimeProbe, ScreenSnapshot } from '@ao/ports';
import { terminalOf, type SessionTerminal } from '../read/session-terminal.ts';
import type { SessionServiceOptions } from '../session-service-options.ts';
import { withinLimit } from './within-limit.ts';

/** What can be seen of a session at this moment, beside what is stored of it. */
export interface LiveEvidence {
  readonly facts: readonly StatusFact[];
  readonly screen: { readonly state: string; readonly text: string | null } | null;
}

/** Each look may take this long; a look that takes longer has seen nothing. */
const LOOK_LIMIT_MS = 3_000;
const SCREEN_EXCERPT_LINES = 12;
const SCREEN_EXCERPT_CHARACTERS = 2_000;

type EvidenceOptions = Pick<SessionServiceOptions, 'agents' | 'runtimes' | 'clock' | 'environment'>;

/** Looks at the process, at what the agent notes about itself, and at the screen. Never rejects. */
export async function liveEvidence(options: EvidenceOptions, session: SessionRecord): Promise<LiveEvidence> {
  const terminal = findTerminal(options, session);
  if (terminal === null) return { facts: [], screen: null };
  const [process, note, screen] = await Promise.all([
    lookAtProcess(options, terminal),
    readNote(options, session),
    readScreen(options, session, terminal),
  ]);
  const facts = [process, note, screen?.fact ?? null].filter((fact) => fact !== null);
  return { facts, screen: screen?.reading ?? null };
}

function findTerminal(options: EvidenceOptions, session: SessionRecord): SessionTerminal | null {
  try {
    return terminalOf(options.runtimes, session);
  } catch {
    return null;
  }
}

async function lookAtProcess({ clock }: EvidenceOptions, { runtime, handle }: SessionTerminal): Promise<StatusFact> {
  const probes = await withinLimit(clock, LOOK_LIMIT_MS, (signal) => runtime.probe([handle], signal));
  const value = describeProbe(probes?.[0] ?? null, runtime.name);
  return { name: 'process now', value, source: runtime.name, at: clock.now(), ageMs: 0 };
}

function describeProbe(probe: RuntimeProbe | null, runtime: string): string {
  if (probe === null) return `not known: ${runtime} did not answer in time`;
  if (probe.state === 'alive') return `alive, pid ${probe.process.pid}`;
  if (probe.state === 'unknown') return `not known: ${probe.error.message}`;
  const { code, signal, evidence } = probe.exit;
  const how = signal !== null ? ` by ${signal}` : code !== null ? ` with exit code ${code}` : '';
  return `ended${how} (${evidence})`;
}

/** The second source: what the agent itself keeps about what it does. */
async function readNote({ agents, clock, environment }: EvidenceOptions, session: SessionRecord): Promise<StatusFact | null> {
  const { id, agentSessionId, launch, workspace } = session;
  const agent = agents.get(session.agent);
  if (agent?.readStatus === undefined || launch === null || launch.process === null || session.phase === 'ended') return null;
  const { process } = launch;
  const signal = await withinLimit(clock, LOOK_LIMIT_MS, async (inner) => {
    const env = await environment();
    return agent.readStatus?.({ sessionId: id, process, agentSessionId, worktreePath: workspace.path ?? '', env }, inner) ?? null;
  });
  if (signal === null) return { name: 'own notes', value: 'none found', source: 'status_file', at: null, ageMs: null };
  const value = signal.type === 'activity' ? `${signal.state} (${signal.evidence})` : signal.evidence;
  return { name: 'own notes', value, source: signal.source, at: signal.at, ageMs: ageOf(signal.at, clock.now()) };
}

async function readScreen(
  { agents, clock }: EvidenceOptions,
  session: SessionRecord,
  { runtime, handle }: SessionTerminal,
): Promise<{ readonly fact: StatusFact; readonly reading: NonNullable<LiveEvidence['screen']> } | null> {
  const screen = await withinLimit(clock, LOOK_LIMIT_MS, (signal) => runtime.screen(handle, signal));
  if (screen === null) return null;
  const reading = agents.get(session.agent)?.readScreen?.(screen) ?? null;
  const state = reading?.state ?? 'unreadable';
  const dialog = reading?.dialog ?? null;
  const plain = state === 'unreadable' ? 'not understood' : state;
  const value = dialog === null ? plain : `"${dialog.text}" looks like a ${dialog.kind} question`;
  const at = screen.lastOutputAt;
  const fact: StatusFact = { name: 'screen now', value, source: 'screen', at, ageMs: at === null ? null : ageOf(at, clock.now()) };
  return { fact, reading: { state, text: dialog?.text ?? excerptOf(screen) } };
}

function excerptOf({ lines }: ScreenSnapshot): string | null {
  const visible = lines.filter((line) => line.trim() !== '').slice(-SCREEN_EXCERPT_LINES);
  return visible.length === 0 ? null : visible.join('\n').slice(-SCREEN_EXCERPT_CHARACTERS);
}

function ageOf(at: Timestamp, now: Timestamp): number {
  return Math.max(0, now - at);
}
