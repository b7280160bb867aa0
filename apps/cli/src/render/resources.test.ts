import { expect, test } from 'vitest';
import { cpuText, memoryText, resourcesText } from './resources.ts';

test.each([
  [0, '0%'],
  [0.2, '<1%'],
  [0.5, '1%'],
  [12.4, '12%'],
  [183.6, '184%'],
])('%d percent of a processor is %s', (percent, text) => {
  expect(cpuText(percent)).toBe(text);
});

test.each([
  [0, '0B'],
  [999, '999B'],
  [1000, '1K'],
  [300 * 1024 ** 2, '300M'],
  [1000 * 1024 ** 2, '1.0G'],
  [1.44 * 1024 ** 3, '1.4G'],
  [31 * 1024 ** 3, '31G'],
])('%d bytes are %s', (bytes, text) => {
  expect(memoryText(bytes)).toBe(text);
});

test('both together are a phrase', () => {
  expect(resourcesText({ cpuPercent: 12, memoryBytes: 812 * 1024 ** 2, processes: 5 })).toBe('12% of a processor, 812M in 5 processes');
  expect(resourcesText({ cpuPercent: 0, memoryBytes: 1024, processes: 1 })).toBe('0% of a processor, 1K in 1 process');
});
