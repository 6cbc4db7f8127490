import { addDays, type LocalDate } from '../shared/local-date';

/** A copy that is longer on its way between two sites is looked for; days, the day of sending not counted. */
export const LONG_TRANSIT_DAYS = 7;

/** Whether a copy that was sent on a day ought to have arrived by `today`; both days by the clock of the sending site. */
export const isLongOnTheWay = (sentOn: LocalDate, today: LocalDate): boolean =>
  addDays(sentOn, LONG_TRANSIT_DAYS) < today;
