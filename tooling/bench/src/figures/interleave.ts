/** Things to measure, by name; each answers one sample. */
export type Subjects<Name extends string> = Readonly<Record<Name, () => number | Promise<number>>>;

/**
 * Measures all subjects in every round, so that a busy moment of the machine meets all of them. The order turns with each round: whoever
 * goes first would otherwise always find the caches of whoever went last.
 *
 * @param onRound - told the number of each round that begins, from 0.
 */
export async function interleave<Name extends string>(
  rounds: number,
  subjects: Subjects<Name>,
  onRound: (round: number) => void = () => undefined,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(subjects) as Name[];
  const samples = Object.fromEntries(names.map((name): [Name, number[]] => [name, []])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    onRound(round);
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length];
      if (name !== undefined) samples[name].push(await subjects[name]());
    }
  }
  return samples;
}
