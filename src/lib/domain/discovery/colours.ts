/** Text must stand out from its ground by this much (WCAG 2.2 AA). */
const LEAST = 4.5;

/** The grounds that a widget draws itself on. */
const GROUNDS = { light: '#ffffff', dark: '#16201b' } as const;
export type Scheme = keyof typeof GROUNDS;

type Channels = readonly [number, number, number];

const channelsOf = (hex: string): Channels => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
];

const hexOf = (channels: Channels) =>
  `#${channels.map((one) => Math.round(one).toString(16).padStart(2, '0')).join('')}`;

function luminance(hex: string): number {
  const [r, g, b] = channelsOf(hex).map((one) => {
    const part = one / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** How far two colours (`#rrggbb`) stand apart by WCAG, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
}

/** The colour on the way to black or white, by this share of the way. */
const mixed = (hex: string, towards: number, share: number) =>
  hexOf(channelsOf(hex).map((one) => one + (towards - one) * share) as [number, number, number]);

const STEPS = 20;

/**
 * The accent (`#rrggbb`) as it can be read on a widget's ground: itself where it stands out enough, else the nearest
 * shade that does. `on` is the colour of text on it.
 */
export function readableAccent(accent: string, scheme: Scheme): { accent: string; on: string } {
  const ground = GROUNDS[scheme];
  const towards = scheme === 'light' ? 0 : 255;
  const shades = Array.from({ length: STEPS + 1 }, (_, step) => mixed(accent, towards, step / STEPS));
  const found = shades.find((shade) => contrast(shade, ground) >= LEAST) ?? mixed(accent, towards, 1);
  const on = contrast(found, '#ffffff') >= contrast(found, '#000000') ? '#ffffff' : '#000000';
  return { accent: found, on };
}
