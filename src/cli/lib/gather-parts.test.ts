import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherParts, type Module, type Page } from './gather-parts.mjs';

const module = (id: string, imports: string[] = [], size = 100, isFree = true): Module => ({
  ...{ id, imports, size, isFree },
});
const page = (...entries: string[]): Page => ({ entries, weight: 1 });
const sorted = (parts: string[][]) => parts.map((ids) => ids.toSorted().join(' ')).toSorted();

/** All that a page begins with, and all that it imports. */
function reached(modules: readonly Module[], entries: readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...entries];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(modules.find((one) => one.id === id)?.imports ?? []));
  }
  return found;
}

/** Which files import which, by their places. */
function importsOf(modules: readonly Module[], parts: readonly string[][]): Set<number>[] {
  const at = new Map(parts.flatMap((ids, index) => ids.map((id) => [id, index] as const)));
  return parts.map((ids, index) => {
    const found = ids.flatMap((id) => modules.find((one) => one.id === id)?.imports ?? []);
    return new Set(found.flatMap((id) => at.get(id) ?? []).filter((other) => other !== index));
  });
}

const hasCycle = (imports: readonly Set<number>[]) => {
  const over = new Set<number>();
  const visit = (index: number, path: readonly number[]): boolean => {
    if (path.includes(index)) return true;
    if (over.has(index)) return false;
    const found = [...(imports[index] ?? [])].some((next) => visit(next, [...path, index]));
    over.add(index);
    return found;
  };
  return imports.some((_, index) => visit(index, []));
};

describe('files for the browser', () => {
  it('hold together what the same pages need', () => {
    const modules = [module('a', ['c']), module('b', ['c', 'd']), module('c'), module('d')];
    expect(sorted(gatherParts(modules, [page('a'), page('b')], 0))).toEqual(['a', 'b d', 'c']);
  });

  it('are put together where a request costs more than bytes that are not needed', () => {
    const modules = [module('a', ['c']), module('b', ['c']), module('c', [], 1)];
    expect(sorted(gatherParts(modules, [page('a', 'b'), page('a')], 10))).toEqual(['a c', 'b']);
    expect(sorted(gatherParts(modules, [page('a', 'b'), page('a')], 1000))).toEqual(['a b c']);
  });

  it('are for what may be moved, and for what some page needs', () => {
    const modules = [module('a', ['b'], 100, false), module('b'), module('nowhere')];
    expect(gatherParts(modules, [page('a')], 0)).toEqual([['b']]);
    expect(gatherParts([], [], 10)).toEqual([]);
  });

  it('never wait for each other, hold each module once, and more of them never cost a page less', () => {
    const graph = fc.integer({ min: 1, max: 14 }).chain((count) =>
      fc.record({
        imports: fc.array(fc.array(fc.nat(count - 1), { maxLength: 4 }), {
          minLength: count,
          maxLength: count,
        }),
        sizes: fc.array(fc.integer({ min: 1, max: 500 }), { minLength: count, maxLength: count }),
        pages: fc.array(fc.array(fc.nat(count - 1), { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 40,
        }),
        request: fc.integer({ min: 0, max: 800 }),
      }),
    );
    fc.assert(
      fc.property(graph, ({ imports, sizes, pages, request }) => {
        const modules = sizes.map((size, at) =>
          module(
            `m${at}`,
            imports[at]?.map((to) => `m${to}`),
            size,
          ),
        );
        const asked = pages.map((entries) => page(...entries.map((at) => `m${at}`)));
        const parts = gatherParts(modules, asked, request);
        const needed = new Set(asked.flatMap(({ entries }) => [...reached(modules, entries)]));
        expect(parts.flat().toSorted()).toEqual([...needed].toSorted());
        expect(hasCycle(importsOf(modules, parts))).toBe(false);
        expect(parts.length).toBeLessThanOrEqual(gatherParts(modules, asked, 0).length);
      }),
      { numRuns: 200 },
    );
  });
});
