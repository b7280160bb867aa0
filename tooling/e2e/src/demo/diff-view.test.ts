import { expect, test } from 'vitest';
import type { DemoPaint } from './demo-colour.ts';
import { renderDiff } from './diff-view.ts';

const DIFF = `diff --git a/src/a.js b/src/a.js
index 1..2 100644
--- a/src/a.js
+++ b/src/a.js
@@ -1,2 +1,2 @@
 same
-old
+new
diff --git a/b.js b/b.js
new file mode 100644
--- /dev/null
+++ b/b.js
@@ -0,0 +1 @@
+\ta long line of text`;

const tagged: DemoPaint = (tone, text) => `<${tone}>${text}`;
const plain: DemoPaint = (_tone, text) => text;

test('each line has the colour of what it says, and git’s own notes are left out', () => {
  expect(renderDiff(DIFF, { paint: tagged, maxLines: 99, width: 80 })).toEqual([
    '<strong>src/a.js',
    '<faint>@@ -1,2 +1,2 @@',
    ' same',
    '<bad>-old',
    '<good>+new',
    '<strong>b.js',
    '<faint>@@ -0,0 +1 @@',
    '<good>+  a long line of text',
  ]);
});

test('what is too long is cut, and says so', () => {
  expect(renderDiff(DIFF, { paint: plain, maxLines: 3, width: 8 })).toEqual(['src/a.js', '@@ -1,2…', ' same', '… 5 more lines']);
  expect(renderDiff(DIFF, { paint: plain, maxLines: 7, width: 80 }).at(-1)).toBe('… 1 more line');
});
