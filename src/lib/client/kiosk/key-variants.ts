import { KEYBOARDS, type KeyboardId } from '$lib/domain/kiosk/keyboards';
import { keyLayers, keysOf } from './key-rows';

/** Letters that belong to another one without being it with a mark. */
const KIN: Readonly<Record<string, string>> = { æ: 'a', œ: 'o', ø: 'o', ß: 's', ł: 'l', ґ: 'г', ђ: 'д' };

const rootOf = (key: string): string => KIN[key] ?? [...key.normalize('NFD')][0] ?? key;

let found: ReadonlyMap<string, readonly string[]> | undefined;

/** Every letter of every keyboard by the letter that it is made from. */
function byRoot(): ReadonlyMap<string, readonly string[]> {
  if (found) return found;
  const keys = KEYBOARDS.flatMap((id) => keyLayers.flatMap((layer) => keysOf(id, layer).flat()));
  const map = new Map<string, string[]>();
  for (const key of new Set(keys)) {
    const root = rootOf(key);
    if (root !== key) map.set(root, [...(map.get(root) ?? []), key]);
  }
  found = map;
  return map;
}

/** What a long touch on a key offers: the letter with its accents, those of the keyboard's own letters aside. */
export function variantsOf(keyboard: KeyboardId, key: string): readonly string[] {
  const own = new Set(keysOf(keyboard, 'letters').flat());
  return (byRoot().get(key) ?? []).filter((variant) => !own.has(variant)).sort();
}
