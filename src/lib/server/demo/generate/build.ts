import { buildActivity } from './activity';
import { buildCopies } from './copies';
import { buildDistrictFrame } from './district';
import { buildPatrons } from './patrons';
import { buildTitles } from './titles';
import type { DemoDistrict, DemoOptions } from './types';

/**
 * The whole demo district as plain data: the same options always give the same district.
 * Dates are placed around `today` and `now`, so that it looks alive on any day it is loaded.
 * 5,000 titles, 8,000 copies and 600 personal patrons unless told otherwise; generic patrons come on top.
 */
export function buildDemoDistrict(options: DemoOptions): DemoDistrict {
  const { seed, today, now, titleCount = 5000, copyCount = 8000, patronCount = 600 } = options;
  const district = buildDistrictFrame(seed, today);
  const titles = buildTitles(seed, titleCount, district);
  const copies = buildCopies({ seed, today, count: copyCount, titles, district });
  const patrons = buildPatrons({ seed, today, count: patronCount, district });
  return {
    district,
    titles,
    patrons,
    ...buildActivity({ seed, today, now, district, titles, copies, patrons }),
  };
}
