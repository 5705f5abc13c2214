/** Where the list behind a figure or an item is shown: the declared list of a room, and the screen that shows it. */
import type { Opens } from '../contract.ts';

const SCREENS: Readonly<Record<string, string>> = {
  'deployment.listNeed': 'ploting',
  'field-reports.list': 'laporan',
  'incidents.list': 'kejadian',
  'operations.listActivities': 'kegiatan',
  'operations.listContradictions': 'operasi',
  'operations.readAdmission': 'operasi?tab=operator',
  'operations.readStages': 'tahapan',
};
/** Screens that show one record at an address of its own. */
const CARDS = ['field-reports.list', 'incidents.list'];

/** The path within the operation, with the conditions that the list opens with; null where no screen shows it. */
export function pathOf({ list, where, id }: Opens): string | null {
  const screen = SCREENS[list];
  if (screen === undefined) return null;
  if (id !== null && CARDS.includes(list)) return `${screen}/${id}`;
  return where.length === 0 ? screen : `${screen}?where=${encodeURIComponent(JSON.stringify(where))}`;
}
