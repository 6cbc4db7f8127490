import { expect, type Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What depends on the colours of a page: all that its dark scheme can break. */
const colourRules = ['color-contrast', 'link-in-text-block'];
const schemes = ['light', 'dark'] as const;
type Scheme = (typeof schemes)[number];
/** The rows of a list are alike: the first ones stand for all. */
const furtherRows = ['tbody > tr:nth-child(n + 9)', 'ul > li:nth-child(n + 13)', 'ol > li:nth-child(n + 13)'];

/** One line a fault: rule, place, what to do. */
function faults(violations: AxeResults['violations']): string[] {
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id} at ${target.join(' ')}: ${any[0]?.message ?? help}`),
  );
}

/** Runs in the page; what it finds right is not carried over. */
async function violationsOf(page: Page, scheme: Scheme): Promise<AxeResults['violations']> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const runOnly =
    scheme === 'light'
      ? { type: 'tag' as const, values: standards }
      : { type: 'rule' as const, values: colourRules };
  const asked = { only: runOnly, without: furtherRows };
  return page.evaluate(async ({ only, without }) => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const looked = { include: [document], exclude: without.map((selector) => [selector]) };
    return (await run(looked, { resultTypes: ['violations' as const], runOnly: only })).violations;
  }, asked);
}

/**
 * Expects no fault against WCAG 2.2 AA in light, and none of colours in dark. Motion is off meanwhile: a colour caught half way
 * through a transition is nobody's fault.
 */
export async function expectNoViolations(page: Page, looked: readonly Scheme[] = schemes): Promise<void> {
  for (const colorScheme of looked) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(() => document.fonts.ready.then(() => true));
    const { width } = page.viewportSize() ?? { width: 0 };
    const found = faults(await violationsOf(page, colorScheme));
    expect(found, `${page.url()}, ${colorScheme}, ${width} px`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
