export { daysFrom, parseDay, weekdayOf } from './src/day.ts';
export { monthsAfter, monthsBefore } from './src/months.ts';
export { type Anchor, type DueDay, dueDay, type Rule, ruleOn, type Term } from './src/rule.ts';
export {
  addWorkingDays,
  type CountedDays,
  type DayStanding,
  type Holiday,
  type HolidayTable,
  isWorkingDay,
  type Skipped,
} from './src/working-days.ts';
