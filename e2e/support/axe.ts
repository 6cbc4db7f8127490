import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const schemes = ['light', 'dark'] as const;

/** One line a fault: rule, place, what to do. */
function faults(violations: Awaited<ReturnType<AxeBuilder['analyze']>>['violations']): string[] {
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id} at ${target.join(' ')}: ${any[0]?.message ?? help}`),
  );
}

/**
 * Expects no fault against WCAG 2.2 AA in light and in dark. Motion is off meanwhile: a colour caught half way
 * through a transition is nobody's fault.
 */
export async function expectNoViolations(
  page: Page,
  { exclude = [] }: { exclude?: string[] } = {},
): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(() => document.fonts.ready.then(() => true));
    const builder = exclude.reduce((axe, selector) => axe.exclude(selector), new AxeBuilder({ page }));
    const { violations } = await builder.withTags(standards).analyze();
    const { width } = page.viewportSize() ?? { width: 0 };
    expect(faults(violations), `${page.url()}, ${colorScheme}, ${width} px`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
