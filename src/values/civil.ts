/** The calendar on plain integers (proleptic Gregorian); nothing here knows zones. */
export const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01. */
export const daysFromCivil = (year: number, month: number, day: number): number => {
  // Years that begin in March put the leap day last.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0) + day - 1;
  const dayOfEra = yearOfEra * 365 + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const MONTH_DAYS = Uint8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

/** Whether the calendar has this day. */
export const isCivilDate = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && (day <= MONTH_DAYS[month] || (month === 2 && day === 29 && isLeapYear(year)));

/** Days since 1970-01-01 of a day that may not exist: then NaN. */
export const civilDays = (year: number, month: number, day: number): number =>
  isCivilDate(year, month, day) ? daysFromCivil(year, month, day) : Number.NaN;

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The inverse of `daysFromCivil`. */
export const civilFromDays = (days: number): CivilDate => {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = ((dayOfEra - ((dayOfEra / 1460) | 0) + ((dayOfEra / 36_524) | 0) - ((dayOfEra / 146_096) | 0)) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const shiftedMonth = ((5 * dayOfYear + 2) / 153) | 0;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - (((153 * shiftedMonth + 2) / 5) | 0) + 1 };
};

/** Two-digit years: 00–68 are 2000–2068, 69–99 are 1969–1999. */
export const fullYear = (short: number): number => short + (short <= 68 ? 2000 : 1900);
