import type { FieldError } from '$lib/client/api';
import { WIDGET_CORNERS, WIDGET_SCHEMES } from '$lib/contracts/widgets';
import { m } from '$lib/paraglide/messages.js';

const SCHEMES = { auto: m.widget_scheme_auto, light: m.widget_scheme_light, dark: m.widget_scheme_dark };
const CORNERS = { square: m.widget_corner_square, soft: m.widget_corner_soft, round: m.widget_corner_round };

export const schemeNames = () => WIDGET_SCHEMES.map((value) => ({ value, label: SCHEMES[value]() }));
export const cornerNames = () => WIDGET_CORNERS.map((value) => ({ value, label: CORNERS[value]() }));

/** What is wrong with the addresses, each with its line, counted from 1. */
export function originProblems(fields: readonly FieldError[]): string | undefined {
  const sentences = fields.flatMap(({ path, message }) => {
    const line = /^origins\.(\d+)/.exec(path)?.[1];
    if (line !== undefined) return [m.widget_line({ line: Number(line) + 1, message })];
    return path === 'origins' ? [message] : [];
  });
  return sentences.join(' ') || undefined;
}
