import type { HoldEventCode } from '$lib/contracts/holds';
import type { Capture } from '$lib/domain/circulation/capture';
import type { AuditEntry } from '../change';

/** What the audit says of a hold: the event's code with ids, codes and days only. */
export const holdEvent = (
  holdId: string,
  event: HoldEventCode,
  details: Record<string, unknown> = {},
): AuditEntry => ({ subjectType: 'hold', subjectId: holdId, details: { event, ...details } });

/** A copy was set aside: on the shelf, or on its way to the pick-up site. */
export const setAsideEvent = ({ holdId, pickupSiteId, readyUntil }: Capture, copyId: string): AuditEntry =>
  holdEvent(holdId, readyUntil === null ? 'sent' : 'set-aside', {
    copyId,
    siteId: pickupSiteId,
    ...(readyUntil === null ? {} : { until: readyUntil }),
  });
