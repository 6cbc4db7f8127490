import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

type Tokens = Readonly<Record<string, string>>;

function declarations(selector: string): Tokens {
  const at = css.indexOf(`${selector} {`);
  if (at < 0) throw new Error(`no block ${selector}`);
  const body = css.slice(css.indexOf('{', at) + 1, css.indexOf('}', at));
  const pairs = [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\s*;/g)];
  return Object.fromEntries(pairs.map(([, name, value]) => [name, value]));
}

const light = declarations(':root');
const themes: Readonly<Record<string, Tokens>> = {
  light,
  dark: { ...light, ...declarations(":root[data-theme='dark']") },
  'dark by device': { ...light, ...declarations(':root:not([data-theme])') },
  contrast: { ...light, ...declarations(":root[data-theme='contrast']") },
};

function luminance(hex: string): number {
  const channel = (at: number): number => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(tokens: Tokens, one: string, other: string): number {
  const [a, b] = [tokens[one], tokens[other]];
  if (!a || !b) throw new Error(`no colour for ${one} or ${other}`);
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

const states = ['done', 'attention', 'refused', 'info'];
const grounds = ['paper', 'leaf', 'sunk'];
const cloths = Array.from({ length: 10 }, (_, at) => `bind-${at + 1}`);

const textPairs: [string, string][] = [
  ...['ink', 'ink-soft'].flatMap((ink) =>
    [...grounds, 'cloth-tint'].map((on): [string, string] => [ink, on]),
  ),
  ...['paper', 'leaf', 'cloth-tint'].map((on): [string, string] => ['cloth', on]),
  ...['on-spine', 'on-spine-soft'].flatMap((ink): [string, string][] => [
    [ink, 'spine'],
    [ink, 'spine-strong'],
  ]),
  ...states.flatMap((state): [string, string][] => [
    ...[`${state}-tint`, 'leaf', 'paper'].map((on): [string, string] => [`${state}-ink`, on]),
    ['ink', `${state}-tint`],
    [`on-${state}`, `${state}-solid`],
  ]),
  ...cloths.map((cloth): [string, string] => ['foil', cloth]),
  ['on-cloth', 'cloth'],
  ['on-cloth', 'cloth-strong'],
  ['on-flame', 'flame'],
  ['label-ink', 'label'],
  ['card-ink', 'card-ground'],
  ['paper', 'ink'],
];

const controlPairs: [string, string][] = [
  ...['edge', 'focus', 'cloth'].flatMap((edge) => grounds.map((on): [string, string] => [edge, on])),
  ...states.flatMap((state): [string, string][] => [
    [`${state}-solid`, `${state}-tint`],
    [`${state}-solid`, 'leaf'],
    [`${state}-solid`, 'paper'],
  ]),
  ['flame', 'spine'],
  ['flame', 'spine-strong'],
  ['on-spine', 'spine'],
];

describe.each(Object.entries(themes))('colours: %s', (name, tokens) => {
  it.each(textPairs)('text %s on %s', (ink, on) => {
    expect(contrast(tokens, ink, on)).toBeGreaterThanOrEqual(name === 'contrast' ? 7 : 4.5);
  });

  it.each(controlPairs)('control %s on %s', (edge, on) => {
    expect(contrast(tokens, edge, on)).toBeGreaterThanOrEqual(3);
  });
});

describe('the measure itself', () => {
  it('knows black on white and equal colours', () => {
    const tokens = { black: '#000000', white: '#ffffff' };
    expect(contrast(tokens, 'black', 'white')).toBeCloseTo(21, 5);
    expect(contrast(tokens, 'black', 'black')).toBe(1);
  });

  it('reads both dark blocks and finds them equal', () => {
    expect(themes['dark']).toEqual(themes['dark by device']);
    expect(themes['dark']).not.toEqual(light);
  });
});
