/** A small project to work on: enough for an agent to change, to test and to explain. */
export const SHOP_FILES: Readonly<Record<string, string>> = {
  'README.md': `# shop

Carts and what they cost. \`npm start\` answers on port 8080.
`,
  'package.json': `{
  "name": "shop",
  "version": "1.0.0",
  "private": true,
  "type": "module",
  "scripts": {
    "start": "node src/main.js",
    "test": "node --test --test-reporter=dot"
  }
}
`,
  'src/main.js': `import { server } from './server.js';

server.listen(8080, '127.0.0.1');
`,
  'src/server.js': `import { createServer } from 'node:http';
import { total } from './cart.js';

export const server = createServer(async (request, response) => {
  if (request.method === 'POST' && request.url === '/cart/total') {
    return answer(response, 200, { total: total(await bodyOf(request)) });
  }
  return answer(response, 404, { error: 'There is no such page.' });
});

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request) {
  const chunks = await request.toArray();
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
`,
  'src/cart.js': `/** The price of a cart in euros. */
export function total(items) {
  return items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
}
`,
  'test/cart.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { total } from '../src/cart.js';

test('adds up prices and quantities', () => {
  assert.equal(total([{ price: 2, quantity: 3 }, { price: 5, quantity: 1 }]), 11);
});
`,
};
