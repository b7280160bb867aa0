import { mkdtempSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ownService } from './own-service.ts';

test('settings stand in a service, secrets do not', async () => {
  const home = mkdtempSync('/tmp/ao-service-');
  try {
    const secrets = {
      AO_GITHUB_TOKEN: 'ghp_secret',
      AO_GITHUB_ENTERPRISE_TOKEN: 'ghp_other',
      AO_TOKEN: 'mine',
      GITHUB_TOKEN: 'ghp_third',
      AO_GITHUB_WEBHOOK_SECRET: 'whs_secret',
    };
    const settings = { AO_GITHUB_HOSTS: 'git.acme.example', AO_PULL_REQUEST_INTERVAL: '1m' };
    const service = JSON.stringify(await ownService({ HOME: home, PATH: '/usr/bin:/bin', AO_HOME: home, ...secrets, ...settings }));
    expect(service).toContain('git.acme.example');
    for (const secret of Object.values(secrets)) expect(service).not.toContain(`"${secret}"`);
  } finally {
    rmSync(home, { recursive: true });
  }
});
