/** Who may do what with the situation and the daily report. */
import { deskRoles, leadRoles } from '#rooms/access/contract.ts';
import { permission } from '#shared/permission.ts';
import { byReach, recordKind } from '#shared/visibility.ts';

export const situationRead = permission('situation.read', deskRoles, {
  id: 'Melihat situasi operasi, angka pokok, dan daftar tindakan',
  en: 'See the situation of an operation, its figures and what needs an action',
});
export const totalsRead = permission('situation.totals', ['auditor'], {
  id: 'Melihat jumlah laporan dan kejadian serta lama sampai dibaca, tanpa isinya',
  en: 'See totals of reports and incidents and how long until they were read, without content',
});
export const dailyReportRead = permission('daily-report.read', deskRoles, {
  id: 'Membaca laporan harian operasi yang sudah terbit',
  en: 'Read daily reports that were issued',
});
export const dailyReportIssue = permission('daily-report.issue', leadRoles, {
  id: 'Menyusun, menerbitkan, dan mengoreksi laporan harian operasi',
  en: 'Draft, issue and correct daily reports',
});

/** An issued report is one document for the whole operation: it is read whole or not at all. */
export const dailyReportKind = recordKind({
  name: 'daily-report',
  read: dailyReportRead,
  attributes: ['operation'],
  visibleTo: byReach(dailyReportRead, { operation: 'operation' }),
});
/** Drafts and their settings are seen by those who lead, and by nobody else. */
export const dailyReportDraftKind = recordKind({
  name: 'daily-report-draft',
  read: dailyReportIssue,
  attributes: ['operation'],
  visibleTo: byReach(dailyReportIssue, { operation: 'operation' }),
});
