import { describe, expect, it } from 'vitest';
import { isStationPath } from './station-path';

describe('the pages of a search station', () => {
  it.each(['/kiosk', '/kiosk/', '/kiosk/search', '/kiosk/titles/1'])('%s is one', (path) => {
    expect(isStationPath(path)).toBe(true);
  });
  it.each(['/', '/kiosks', '/desk', '/desk/kiosk', '/api/kiosk/session', ''])('%s is none', (path) => {
    expect(isStationPath(path)).toBe(false);
  });
});
