import { beforeNavigate } from '$app/navigation';
import { m } from '$lib/paraglide/messages.js';

/**
 * Asks before a page is left on which something was typed and not saved; to be called while a component is made. The browser
 * asks in its own words when the whole application is left.
 * @param isUnsaved asked at the moment of leaving
 */
export function askBeforeLeaving(isUnsaved: () => boolean): void {
  beforeNavigate(({ willUnload, cancel }) => {
    if (isUnsaved() && (willUnload || !window.confirm(m.common_leave_unsaved()))) cancel();
  });
}
