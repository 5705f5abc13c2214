/** How long a new account agrees to nothing as a second person, as the operator of this server set it. */
import { SETTLING_H } from './rules.ts';

const LONGEST_H = 720;

/**
 * Hours out of RAKOR_SETTLING_HOURS; 72 where nothing is said.
 * @throws Error that names the setting and what it takes
 */
export function readSettlingHours(said: string | undefined): number {
  if (said === undefined || said === '') return SETTLING_H;
  const hours = Number(said);
  if (Number.isInteger(hours) && hours >= 1 && hours <= LONGEST_H) return hours;
  throw new Error(`RAKOR_SETTLING_HOURS: a whole number of hours from 1 to ${LONGEST_H}, not ${said}`);
}
