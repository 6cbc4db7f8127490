import { endOfLoanDay } from '$lib/domain/calendar/zone';
import type { ReturnRequest, ScanRequest } from './desk-backend';

/**
 * What is asked for besides when a copy goes out or comes back. What is said of lending is for the patron in view and
 * goes with them; the day of a return stays until it is taken away; damage is said of the next copy alone.
 */
export class DeskWishes {
  /** A due day given by hand for what goes out next, 'YYYY-MM-DD'; empty: by the rules. */
  dueOn = $state('');
  /** Used in the library and back the same day. */
  onSite = $state(false);
  /** Who fetches it for the patron. */
  collector = $state.raw<{ id: string; name: string }>();
  forClass = $state('');
  /** The day on which it came back, 'YYYY-MM-DD'; empty: now. */
  returnedOn = $state('');
  damaged = $state(false);

  /** Another patron is in view, or nobody. */
  forgetLending(): void {
    this.dueOn = '';
    this.onSite = false;
    this.collector = undefined;
    this.forClass = '';
  }

  get lending(): Partial<ScanRequest> {
    const { dueOn, onSite, collector, forClass } = this;
    return {
      ...(dueOn === '' ? {} : { dueOn }),
      ...(onSite ? { use: 'on-site' } : {}),
      ...(collector ? { collectedById: collector.id } : {}),
      ...(forClass === '' ? {} : { forClass }),
    };
  }

  /** A day before today counts to its end at the site; today is now. */
  returning(today: string, timeZone: string): Pick<ReturnRequest, 'returnedAt' | 'damaged'> {
    const { returnedOn, damaged } = this;
    const past = returnedOn !== '' && returnedOn !== today;
    return {
      ...(past ? { returnedAt: endOfLoanDay(returnedOn, timeZone) } : {}),
      ...(damaged ? { damaged } : {}),
    };
  }
}
