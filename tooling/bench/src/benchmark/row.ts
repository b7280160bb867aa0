/** Units of measured values. */
export type Unit = 'ms' | 'MB' | 'MB/s' | '%' | 'queries' | 'transitions' | 'points' | 'messages';

/**
 * What a value should keep to. Aims are compared and told, never asserted: a time depends on the machine.
 *
 * - `ratio`: value divided by yardstick
 * - `excess`: value minus yardstick, in the unit of the value
 * - `value`: the value itself
 */
export type Aim =
  | { readonly of: 'ratio' | 'excess' | 'value'; readonly atMost: number }
  | { readonly of: 'ratio' | 'excess' | 'value'; readonly atLeast: number };

/** What the same run measured beside, to compare with. */
export interface Yardstick {
  readonly what: string;
  readonly value: number;
}

/** One measured value. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: Unit;
  readonly yardstick: Yardstick | null;
  readonly aim: Aim | null;
}

/** Value divided by yardstick; null without one. */
export function ratioOf(row: Row): number | null {
  return row.yardstick === null ? null : row.value / row.yardstick.value;
}

/** Whether the aim was met; null without one. */
export function verdictOf(row: Row): 'met' | 'missed' | null {
  const { aim } = row;
  if (aim === null) return null;
  const compared = comparedValue(row, aim);
  if (compared === null) return null;
  const isMet = 'atMost' in aim ? compared <= aim.atMost : compared >= aim.atLeast;
  return isMet ? 'met' : 'missed';
}

function comparedValue(row: Row, aim: Aim): number | null {
  switch (aim.of) {
    case 'value':
      return row.value;
    case 'ratio':
      return ratioOf(row);
    case 'excess':
      return row.yardstick === null ? null : row.value - row.yardstick.value;
  }
}
