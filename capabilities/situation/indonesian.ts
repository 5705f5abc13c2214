/** Figures and dates as an official Indonesian letter writes them. */
import { dayOf, timeOf, type Zone } from '#shared/time.ts';
import type { Compared } from './contract.ts';

const MONTHS = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];
const WEEKDAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];

/** `1.152`; a real minus sign before a negative figure. */
export function figure(value: number, decimals = 0): string {
  const text = new Intl.NumberFormat('id-ID', { maximumFractionDigits: decimals }).format(Math.abs(value));
  return value < 0 ? `\u2212${text}` : text;
}

/** `+5`, `−3`, `0`. */
export function signed(value: number): string {
  return value > 0 ? `+${figure(value)}` : figure(value);
}

/** `+48 %`; a dash where yesterday was 0. */
export function share({ percent }: Pick<Compared, 'percent'>): string {
  if (percent === null) return '\u2013';
  return `${percent > 0 ? '+' : ''}${figure(percent, 1)} %`;
}

/** `25 November 2024` */
export function longDay(day: string): string {
  return `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** `Senin, 25 November 2024` */
export function weekdayAndDay(day: string): string {
  return `${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]}, ${longDay(day)}`;
}

/** `25 Nov` */
export function shortDay(day: string): string {
  return `${Number(day.slice(8, 10))} ${(MONTHS[Number(day.slice(5, 7)) - 1] ?? '').slice(0, 3)}`;
}

/** `18.00` */
export function hour(instant: string, zone: Zone): string {
  return timeOf(new Date(instant), zone).replace(':', '.');
}

/** `25 November 2024 pukul 18.00 WIB` */
export function moment(instant: string, zone: Zone): string {
  return `${longDay(dayOf(new Date(instant), zone))} pukul ${hour(instant, zone)} ${zone}`;
}

/** `25 Nov 18.00` */
export function briefMoment(instant: string, zone: Zone): string {
  return `${shortDay(dayOf(new Date(instant), zone))} ${hour(instant, zone)}`;
}

/** `8 Agustus 2024 s.d. 31 Desember 2024` */
export function span(first: string | null, last: string | null): string {
  if (first === null) return last === null ? 'belum ditetapkan' : `s.d. ${longDay(last)}`;
  if (last === null) return `mulai ${longDay(first)}`;
  return first === last ? longDay(first) : `${longDay(first)} s.d. ${longDay(last)}`;
}

const ENGLISH_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `27 Nov`, for those who read English on the screen. */
export const englishDay = (day: string) =>
  `${Number(day.slice(8, 10))} ${ENGLISH_MONTHS[Number(day.slice(5, 7)) - 1]}`;

/** `1,152` */
export const englishFigure = (value: number) => new Intl.NumberFormat('en-GB').format(value);
