import { expect, type Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What depends on the colours of a page: all that its dark scheme can break. */
const colourRules = ['color-contrast', 'link-in-text-block'];
const schemes = ['light', 'dark'] as const;
/** All in light, the colours in dark, or all but the colours. */
type Look = (typeof schemes)[number] | 'shape';
/** The rows of a list are alike: the first ones stand for all. */
const furtherRows = ['tbody > tr:nth-child(n + 9)', 'ul > li:nth-child(n + 13)', 'ol > li:nth-child(n + 13)'];

/** One line a fault: rule, place, what to do. */
function faults(violations: AxeResults['violations']): string[] {
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id} at ${target.join(' ')}: ${any[0]?.message ?? help}`),
  );
}

/** Runs in the page; what it finds right is not carried over. */
async function violationsOf(page: Page, look: Look): Promise<AxeResults['violations']> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const runOnly =
    look === 'dark'
      ? { type: 'rule' as const, values: colourRules }
      : { type: 'tag' as const, values: standards };
  const off = look === 'shape' ? colourRules.map((rule) => [rule, { enabled: false }]) : [];
  const rules = Object.fromEntries(off) as Record<string, { enabled: boolean }>;
  const asked = { only: runOnly, rules, without: furtherRows };
  return page.evaluate(async ({ only, rules: set, without }) => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const looked = { include: [document], exclude: without.map((selector) => [selector]) };
    const options = { resultTypes: ['violations' as const], runOnly: only, rules: set };
    return (await run(looked, options)).violations;
  }, asked);
}

/**
 * Expects no fault against WCAG 2.2 AA in light, and none of colours in dark. Motion is off meanwhile: a colour caught half way
 * through a transition is nobody's fault.
 */
export async function expectNoViolations(page: Page, looked: readonly Look[] = schemes): Promise<void> {
  for (const look of looked) {
    await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' });
    await page.evaluate(() => document.fonts.ready.then(() => true));
    const { width } = page.viewportSize() ?? { width: 0 };
    const found = faults(await violationsOf(page, look));
    expect(found, `${page.url()}, ${look}, ${width} px`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
