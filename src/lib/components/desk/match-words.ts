import { formatDay } from '$lib/components/ui/format';
import type { DeskDetail } from '$lib/contracts/site-preferences';
import { m } from '$lib/paraglide/messages.js';

/** A stored value of a district's field as people read it. */
function valueText({ type, text }: DeskDetail): string {
  if (type === 'date') return formatDay(text, undefined, true);
  if (type === 'yes-no') return text === 'yes' ? m.common_yes() : m.common_no();
  return text;
}

/** One of the fields beside a name: the district's own are called by their names, the others speak for themselves. */
export const detailText = (detail: DeskDetail): string =>
  detail.name === undefined
    ? detail.text
    : m.fields_desk_detail({ name: detail.name, value: valueText(detail) });
