import { clock, createTmuxHome, shows } from './src/__fixtures__/tmux-home.ts';
import { existsSync } from 'node:fs';
const home = await createTmuxHome();
const { handle } = await home.run('while :; do echo flood; done');
await shows(home.runtime, handle, 'flood');
const pid = await home.serverPid();
let i = 0;
try { for (; i < 200 && existsSync(`/proc/${pid}`); i++) {
  const v = await home.runtime.attach(handle, { onFrame() {}, onLost() {} });
  await clock.sleep(i % 10);
  v.close();
} } catch (e) { console.log(i, String(e)); }
console.log('rounds', i, existsSync(`/proc/${pid}`));
await Promise.race([home.remove().catch(String), clock.sleep(4000)]);
process.exit(0);
