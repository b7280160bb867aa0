/** What the processes of a session use, as far as it is shown. */
export interface UsedResources {
  readonly cpuPercent: number;
  readonly memoryBytes: number;
  readonly processes: number;
}

const KIB = 1024;
const UNITS = ['B', 'K', 'M', 'G', 'T'];

/** A share of one processor: `3%`, `184%`. What rounds to nothing but is not is `<1%`. */
export function cpuText(percent: number): string {
  return percent > 0 && percent < 0.5 ? '<1%' : `${Math.round(percent)}%`;
}

/** An amount of memory in its largest unit, with two or three digits: `812M`, `1.4G`. */
export function memoryText(bytes: number): string {
  let unit = 0;
  let amount = bytes;
  while (amount >= 1000 && unit < UNITS.length - 1) {
    amount /= KIB;
    unit += 1;
  }
  return `${amount < 10 && unit > 2 ? amount.toFixed(1) : Math.round(amount)}${UNITS[unit]}`;
}

/** In words: `12% of a processor, 812M in 5 processes`. */
export function resourcesText({ cpuPercent, memoryBytes, processes }: UsedResources): string {
  return `${cpuText(cpuPercent)} of a processor, ${memoryText(memoryBytes)} in ${processes} ${processes === 1 ? 'process' : 'processes'}`;
}
