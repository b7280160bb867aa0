/** What was spent lately. */
export interface CostHistory {
  add(now: number, cost: number): void;
  /** What an hour would cost at the pace of the last ten minutes. */
  perHour(now: number): number;
}

const WINDOW_MS = 10 * 60_000;
/** A first minute says little about an hour; it counts as one at least. */
const LEAST_MS = 60_000;

/** Makes an empty history. It keeps one figure per ten seconds. */
export function createCostHistory(startedAt: number): CostHistory {
  let spent: { readonly slot: number; cost: number }[] = [];
  return {
    add(now, cost) {
      const slot = Math.floor(now / 10_000);
      const last = spent.at(-1);
      if (last?.slot === slot) last.cost += cost;
      else spent.push({ slot, cost });
      spent = spent.filter((entry) => entry.slot * 10_000 > now - WINDOW_MS);
    },
    perHour(now) {
      const recent = spent.filter((entry) => entry.slot * 10_000 > now - WINDOW_MS);
      const sum = recent.reduce((total, entry) => total + entry.cost, 0);
      const elapsed = Math.min(WINDOW_MS, Math.max(LEAST_MS, now - startedAt));
      return Math.round((sum * 3_600_000) / elapsed);
    },
  };
}
