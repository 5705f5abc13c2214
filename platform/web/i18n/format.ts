import { addDays, dayOf, daysBetween, timeOf, type Zone } from '#shared/time.ts';
import type { Language } from './i18n.ts';

const WEEKDAYS = {
  id: ['Min', 'Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const MONTHS = {
  id: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};
const MINUTE_MS = 60_000;

/** `1.152` in Indonesian, `1,152` in English. */
export function formatNumber(value: number, language: Language, decimals = 0): string {
  const locale = language === 'id' ? 'id-ID' : 'en-GB';
  return new Intl.NumberFormat(locale, { maximumFractionDigits: decimals }).format(value);
}

/** @param share 0 to 1; `62 %` in Indonesian, `62%` in English */
export function formatPercent(share: number, language: Language, decimals = 0): string {
  return `${formatNumber(share * 100, language, decimals)}${language === 'id' ? ' %' : '%'}`;
}

/** `Min 13 Okt 2024` of `2024-10-13`. */
export function formatDay(day: string, language: Language): string {
  const weekday = WEEKDAYS[language][new Date(`${day}T00:00:00Z`).getUTCDay()];
  return `${weekday} ${formatShortDay(day, language)} ${day.slice(0, 4)}`;
}

/** `13 Okt` of `2024-10-13`. */
export function formatShortDay(day: string, language: Language): string {
  return `${Number(day.slice(8, 10))} ${MONTHS[language][Number(day.slice(5, 7)) - 1]}`;
}

/** `25 Sep–23 Nov`, `24–26 Nov`, `22 Sep`: both days count. */
export function formatDays(first: string, last: string, language: Language): string {
  if (first === last) return formatShortDay(first, language);
  const from =
    first.slice(0, 7) === last.slice(0, 7) ? String(Number(first.slice(8))) : formatShortDay(first, language);
  return `${from}–${formatShortDay(last, language)}`;
}

/** `14.05` in Indonesian, `14:05` in English. */
export function formatTime(instant: Date, zone: Zone, language: Language): string {
  const time = timeOf(instant, zone);
  return language === 'id' ? time.replace(':', '.') : time;
}

/** `Min 13 Okt 2024, 14.05 WIB`: whose time it is always stands there. */
export function formatInstant(instant: Date, zone: Zone, language: Language): string {
  return `${formatDay(dayOf(instant, zone), language)}, ${formatTime(instant, zone, language)} ${zone}`;
}

/** For a column of a list: `14.05` today, `kemarin 14.05`, else `13 Okt 14.05` (and the year when it is another). */
export function formatBrief(instant: Date, now: Date, zone: Zone, language: Language): string {
  const day = dayOf(instant, zone);
  const today = dayOf(now, zone);
  const time = formatTime(instant, zone, language);
  if (day === today) return time;
  if (day === addDays(today, -1)) return `${language === 'id' ? 'kemarin' : 'yesterday'} ${time}`;
  const year = day.slice(0, 4) === today.slice(0, 4) ? '' : ` ${day.slice(0, 4)}`;
  return `${formatShortDay(day, language)}${year} ${time}`;
}

/** `2 mnt`, `3 jam`, `4 hari`: how long ago, for the corner of a list. Never negative. */
export function formatAge(instant: Date, now: Date, language: Language): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - instant.getTime()) / MINUTE_MS));
  const words = language === 'id' ? ['mnt', 'jam', 'hari'] : ['min', 'h', 'd'];
  if (minutes < 60) return `${minutes} ${words[0]}`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} ${words[1]}`;
  return `${Math.floor(minutes / 1440)} ${words[2]}`;
}

/** `H-45`, `H`, `H+3`: days counted from the day that matters. */
export function formatHMinus(today: string, theDay: string): string {
  const days = daysBetween(theDay, today);
  if (days === 0) return 'H';
  return days < 0 ? `H-${-days}` : `H+${days}`;
}
