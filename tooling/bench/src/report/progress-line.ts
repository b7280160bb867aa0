/** One line that says what is going on. */
export interface ProgressLine {
  show(text: string): void;
  clear(): void;
}

/** Makes the line; where nobody can see it change, it stays silent. */
export function createProgressLine(stream: {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}): ProgressLine {
  const isLive = stream.isTTY === true;
  return {
    show(text) {
      if (isLive) stream.write(`\r\u001B[K${text.slice(0, (stream.columns ?? 80) - 1)}`);
    },
    clear() {
      if (isLive) stream.write('\r\u001B[K');
    },
  };
}
