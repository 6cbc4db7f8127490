import { isOpenDay, nextOpenDay, previousOpenDay } from '$lib/domain/calendar/open-days';
import type { CalendarFacts } from '$lib/domain/calendar/types';
import { endOfLoanDay } from '$lib/domain/calendar/zone';
import type { LocalDate } from '$lib/domain/shared/local-date';
import type { Random } from './random';
import type { DemoDistrictFrame, DemoSite, InstantMs } from './types';

const MINUTE = 60_000;
const LAST_MINUTE = 23 * 60 + 59;

/** The calendar that the domain's rules ask, for one site of the demo district. */
export function calendarOf(district: DemoDistrictFrame, site: DemoSite): CalendarFacts {
  return {
    siteId: site.id,
    timeZone: site.timeZone,
    openDays: site.openWeekdays,
    closed: site.closedDays.map(({ from, to, reason }) => ({ from, to, name: reason })),
    terms: district.terms.map(({ startsOn, endsOn, name }) => ({ from: startsOn, to: endsOn, name })),
  };
}

/** Days and times of day in the life of the sites, all of them open days and none later than `now`. */
export class SchoolDays {
  constructor(
    readonly calendar: CalendarFacts,
    readonly today: LocalDate,
    readonly now: InstantMs,
    /** Ends of days in this calendar's zone, shared between sites of one zone. */
    readonly ends: Map<LocalDate, InstantMs>,
  ) {}

  /** 23:59 of a day. Remembered, since a district has thousands of dates on a few hundred days. */
  endOf(day: LocalDate): InstantMs {
    const known = this.ends.get(day);
    if (known !== undefined) return known;
    const end = endOfLoanDay(day, this.calendar.timeZone);
    this.ends.set(day, end);
    return end;
  }

  /** A moment in opening hours (08:20 to 15:40) of a day, at the latest a minute before `now`. */
  momentOf(day: LocalDate, random: Random): InstantMs {
    const minuteOfDay = random.int(8 * 60 + 20, 15 * 60 + 40);
    return Math.min(this.endOf(day) - (LAST_MINUTE - minuteOfDay) * MINUTE, this.now - MINUTE);
  }

  onOrAfter(day: LocalDate): LocalDate {
    return nextOpenDay(this.calendar, day) ?? day;
  }

  onOrBefore(day: LocalDate): LocalDate {
    return previousOpenDay(this.calendar, day) ?? day;
  }

  isOpen(day: LocalDate): boolean {
    return isOpenDay(this.calendar, day);
  }
}
