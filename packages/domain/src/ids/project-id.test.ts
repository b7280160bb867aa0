import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AoError } from '../errors/ao-error.ts';
import { isProjectId, numberedProjectId, PROJECT_ID_MAX_LENGTH, parseProjectId, projectIdFromFolderName, slugify } from './project-id.ts';

describe('a project id', () => {
  test.each(['shop', 'a', '9lives', 'my-shop-2', 'x'.repeat(PROJECT_ID_MAX_LENGTH)])('%s is one', (value) => {
    expect(isProjectId(value)).toBe(true);
    expect(parseProjectId(value)).toBe(value);
  });

  test.each(['', '-shop', 'Shop', 'my shop', 'shop/../x', 'shöp', 'shop\n', 'x'.repeat(PROJECT_ID_MAX_LENGTH + 1)])(
    '%j is none',
    (value) => {
      expect(isProjectId(value)).toBe(false);
      expect(() => parseProjectId(value)).toThrow(expect.objectContaining({ code: 'INVALID_PROJECT_ID', details: { projectId: value } }));
    },
  );

  test('the error says what would be one', () => {
    expect(() => parseProjectId('My Shop')).toThrow(/"My Shop" is not a project id\..*for example "shop"/);
    expect(() => parseProjectId('My Shop')).toThrow(AoError);
  });
});

describe('from a folder name', () => {
  test.each([
    ['Shop', 'shop'],
    ['My Shop (old)', 'my-shop-old'],
    ['Café_Zürich', 'cafe-zurich'],
    ['Größe', 'grosse'],
    ['Łódź, Ærø & Đà Nẵng', 'lodz-aero-da-nang'],
    ['...', 'project'],
    ['日本', 'project'],
    ['', 'project'],
    [`${'long-'.repeat(10)}name`, 'long-long-long-long-long-long-long-long'],
  ])('%j becomes %s', (folder, id) => {
    expect(projectIdFromFolderName(folder)).toBe(id);
  });

  test('every folder name gives a well-formed id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (folder) => {
        expect(isProjectId(projectIdFromFolderName(folder))).toBe(true);
      }),
    );
  });
});

describe('a taken id', () => {
  const taken =
    (...ids: readonly string[]) =>
    (candidate: string) =>
      ids.includes(candidate);

  test('stays when it is free', () => {
    expect(numberedProjectId(parseProjectId('shop'), taken('blog'))).toBe('shop');
  });

  test('gets the first free number, from 2 on', () => {
    expect(numberedProjectId(parseProjectId('shop'), taken('shop'))).toBe('shop-2');
    expect(numberedProjectId(parseProjectId('shop'), taken('shop', 'shop-2', 'shop-4'))).toBe('shop-3');
  });

  test('is shortened so that the number fits, without a dash doubled', () => {
    const long = parseProjectId(`${'x'.repeat(37)}-yz`);
    const numbered = numberedProjectId(long, taken(long));
    expect(numbered).toBe(`${'x'.repeat(37)}-2`);
    expect(isProjectId(numbered)).toBe(true);
  });
});

test('a slug has no dash at its ends, none doubled, and fits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 50 }), (text, maxLength) => {
      const slug = slugify(text, maxLength);
      expect(slug).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
      expect(slug.length).toBeLessThanOrEqual(maxLength);
    }),
  );
});
