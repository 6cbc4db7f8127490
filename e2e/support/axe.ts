import { expect, type Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const schemes = ['light', 'dark'] as const;

/** One line a fault: rule, place, what to do. */
function faults(violations: AxeResults['violations']): string[] {
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id} at ${target.join(' ')}: ${any[0]?.message ?? help}`),
  );
}

/** Runs in the page; what it finds right is not carried over. */
async function violationsOf(page: Page): Promise<AxeResults['violations']> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (values) => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const options = { resultTypes: ['violations' as const], runOnly: { type: 'tag' as const, values } };
    return (await run(document, options)).violations;
  }, standards);
}

/**
 * Expects no fault against WCAG 2.2 AA in light and in dark. Motion is off meanwhile: a colour caught half way
 * through a transition is nobody's fault.
 */
export async function expectNoViolations(page: Page): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(() => document.fonts.ready.then(() => true));
    const { width } = page.viewportSize() ?? { width: 0 };
    const found = faults(await violationsOf(page));
    expect(found, `${page.url()}, ${colorScheme}, ${width} px`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
