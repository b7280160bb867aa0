import type { TerminalMode } from '../protocol/client-frame.ts';

/** One viewer of a session's terminal, as the room sees it. */
export interface RoomMember {
  /** Control was given to it, or taken from it. */
  onMode(mode: TerminalMode): void;
  /** Gives the terminal the size this viewer would like, if it has one. Called when it gets control. */
  applySize(): void;
}

/**
 * Everyone who looks at one session's terminal. At most one of them has control: it types and sets the size, so that a telephone
 * that looks on does not reflow the laptop that works.
 *
 * - control goes to the first who asks for it; later ones observe and wait, unless they take over
 * - when the one in control leaves, it passes to whoever has waited longest
 */
export interface TerminalRoom {
  /** Adds a viewer and answers the mode it has. */
  join(member: RoomMember, wants: TerminalMode, takeover: boolean): TerminalMode;
  /** Takes control from whoever has it. */
  takeControl(member: RoomMember): void;
  /** Gives control up, and does not wait for it any more. */
  giveUpControl(member: RoomMember): void;
  hasControl(member: RoomMember): boolean;
  leave(member: RoomMember): void;
  isEmpty(): boolean;
}

/** Makes an empty room. */
export function createTerminalRoom(): TerminalRoom {
  const members = new Set<RoomMember>();
  /** Those who want control, longest waiting first. */
  const waiting: RoomMember[] = [];
  let controller: RoomMember | null = null;

  function setController(next: RoomMember | null): void {
    if (controller === next) return;
    const previous = controller;
    controller = next;
    if (previous !== null && members.has(previous)) previous.onMode('observe');
    if (next === null) return;
    stopWaiting(next);
    next.applySize();
  }

  function stopWaiting(member: RoomMember): void {
    const at = waiting.indexOf(member);
    if (at !== -1) waiting.splice(at, 1);
  }

  function passOn(): void {
    const next = waiting[0] ?? null;
    setController(next);
    next?.onMode('control');
  }

  return {
    join(member, wants, takeover) {
      members.add(member);
      if (wants === 'observe') return 'observe';
      if (controller === null || takeover) {
        const previous = controller;
        setController(member);
        if (previous !== null) waiting.unshift(previous);
        return 'control';
      }
      waiting.push(member);
      return 'observe';
    },
    takeControl(member) {
      if (!members.has(member) || controller === member) return;
      const previous = controller;
      setController(member);
      if (previous !== null) waiting.unshift(previous);
      member.onMode('control');
    },
    giveUpControl(member) {
      stopWaiting(member);
      if (controller !== member) return;
      passOn();
    },
    hasControl: (member) => controller === member,
    leave(member) {
      members.delete(member);
      stopWaiting(member);
      if (controller === member) passOn();
    },
    isEmpty: () => members.size === 0,
  };
}
