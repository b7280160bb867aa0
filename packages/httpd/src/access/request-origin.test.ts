import { AoError } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { checkOrigin, type OriginRules } from './request-origin.ts';

const RULES: OriginRules = {
  allowedOrigins: new Set(['http://dashboard.test']),
  allowedHosts: new Set(['devbox.test:8080']),
  pathHosts: { path: '/hook', hosts: new Set(['tunnel.test']) },
};

function outcome(host: string | undefined, origin: string | undefined, port = 3001, path = '/api'): string {
  try {
    return checkOrigin({ host, origin, path, port }, RULES) ?? 'passes';
  } catch (error) {
    return AoError.isInstance(error) ? error.code : String(error);
  }
}

describe('Host', () => {
  test.each([
    ['127.0.0.1:3001', 'passes'],
    ['localhost:3001', 'passes'],
    ['LocalHost:3001', 'passes'],
    ['[::1]:3001', 'passes'],
    ['devbox.test:8080', 'passes'],
    [undefined, 'HOST_FORBIDDEN'],
    ['', 'HOST_FORBIDDEN'],
    ['127.0.0.1', 'HOST_FORBIDDEN'],
    ['127.0.0.1:3002', 'HOST_FORBIDDEN'],
    ['127.0.0.1:30011', 'HOST_FORBIDDEN'],
    ['127.0.0.2:3001', 'HOST_FORBIDDEN'],
    ['0.0.0.0:3001', 'HOST_FORBIDDEN'],
    ['evil.test:3001', 'HOST_FORBIDDEN'],
    ['localhost.evil.test:3001', 'HOST_FORBIDDEN'],
    ['evil.test', 'HOST_FORBIDDEN'],
    ['127.0.0.1:3001@evil.test', 'HOST_FORBIDDEN'],
    ['devbox.test', 'HOST_FORBIDDEN'],
  ])('%s → %s', (host, expected) => {
    expect(outcome(host, undefined)).toBe(expected);
  });

  test('the default port may be left out', () => {
    expect(outcome('localhost', undefined, 80)).toBe('passes');
    expect(outcome('localhost', undefined, 3001)).toBe('HOST_FORBIDDEN');
  });
});

describe('Origin', () => {
  test.each([
    [undefined, 'passes'],
    ['http://dashboard.test', 'http://dashboard.test'],
    ['null', 'ORIGIN_FORBIDDEN'],
    ['', 'ORIGIN_FORBIDDEN'],
    ['https://dashboard.test', 'ORIGIN_FORBIDDEN'],
    ['http://dashboard.test:8080', 'ORIGIN_FORBIDDEN'],
    ['http://dashboard.test.evil.test', 'ORIGIN_FORBIDDEN'],
    ['http://127.0.0.1:3001', 'ORIGIN_FORBIDDEN'],
    ['http://localhost:5173', 'ORIGIN_FORBIDDEN'],
    ['https://evil.test', 'ORIGIN_FORBIDDEN'],
  ])('%s → %s', (origin, expected) => {
    expect(outcome('127.0.0.1:3001', origin)).toBe(expected);
  });

  test('a wrong host is refused whatever the origin', () => {
    expect(outcome('evil.test:3001', 'http://dashboard.test')).toBe('HOST_FORBIDDEN');
  });
});

test.each([
  ['/hook', 'tunnel.test', undefined, 'passes'],
  ['/hook', 'TUNNEL.test', undefined, 'passes'],
  ['/hook', 'evil.test', undefined, 'HOST_FORBIDDEN'],
  ['/hook', 'tunnel.test', 'http://evil.test', 'ORIGIN_FORBIDDEN'],
  ['/hook/setup', 'tunnel.test', undefined, 'HOST_FORBIDDEN'],
  ['/api', 'tunnel.test', undefined, 'HOST_FORBIDDEN'],
])('a host that is accepted for one path: %s by %s from %s', (path, host, origin, expected) => {
  expect(outcome(host, origin, 3001, path)).toBe(expected);
});
