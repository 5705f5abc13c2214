/** Who may do what with operations, and who sees which of their records. */
import { contentRoles, deskRoles, leadRoles } from '#rooms/access/contract.ts';
import { permission } from '#shared/permission.ts';
import { byReach, can, recordKind } from '#shared/visibility.ts';

/** Role of the server itself: it opens sample operations through the same doors as people. */
const SYSTEM = 'system';

export const operationRead = permission('operation.read', [...contentRoles, SYSTEM], {
  id: 'Melihat operasi, tahapan, dan kekuatannya',
  en: 'See operations, their stages and strength',
});
export const calendarRead = permission('stage-calendar.read', [...contentRoles, 'administrator', SYSTEM], {
  id: 'Melihat kalender tahapan',
  en: 'See stage calendars',
});
export const operationOpen = permission('operation.open', [...leadRoles, 'administrator', SYSTEM], {
  id: 'Membuka operasi dan memuat kalender tahapan',
  en: 'Open operations and load stage calendars',
});
export const operationRevise = permission('operation.revise', [...leadRoles, SYSTEM], {
  id: 'Mencatat revisi waktu, kekuatan, tahapan, satgas, dan titik strategis',
  en: 'Record revisions of period, strength and stages, task forces and strategic points',
});
/** Held by people of every agency; the command lets them speak for their own alone. */
export const operationDisown = permission('operation.withdraw-as-owner', [...leadRoles, 'agency-officer'], {
  id: 'Mundur sebagai pemilik bersama atas nama instansi sendiri',
  en: 'Withdraw as an owner in the name of the own agency',
});
export const operationClock = permission('operation.set-clock', [...leadRoles, 'administrator', SYSTEM], {
  id: 'Mengatur jam operasi contoh atau latihan',
  en: 'Set the clock of a sample operation or drill',
});
export const alarmAcknowledge = permission('operation.acknowledge-alarm', [...leadRoles, 'agency-officer'], {
  id: 'Menyatakan alarm H-minus sudah diterima instansi',
  en: 'Say that the agency has received a countdown alarm',
});
export const activityRead = permission('activity.read', [...deskRoles, 'field-officer', SYSTEM], {
  id: 'Melihat kegiatan yang diamankan',
  en: 'See the activities to secure',
});
export const activityPlan = permission('activity.plan', [...leadRoles, 'agency-officer', SYSTEM], {
  id: 'Merencanakan dan menutup kegiatan yang diamankan',
  en: 'Plan and close activities to secure',
});
export const calendarSubscribe = permission('calendar-link.make', contentRoles, {
  id: 'Membuat tautan kalender pribadi',
  en: 'Make a private calendar link',
});

export const operationKind = recordKind({
  name: 'operation',
  read: operationRead,
  attributes: ['operation'],
  visibleTo: byReach(operationRead, { operation: 'operation' }),
});
export const activityKind = recordKind({
  name: 'activity',
  read: activityRead,
  attributes: ['operation', 'area'],
  visibleTo: byReach(activityRead, { operation: 'operation', area: 'area' }),
});
/** Stage calendars are published law: whoever opens operations sees them too. */
export const calendarKind = recordKind({
  name: 'stage-calendar',
  read: calendarRead,
  attributes: [],
  visibleTo: byReach(calendarRead, {}),
});
/** A calendar link is seen by the person whom it belongs to, and by nobody else. */
export const calendarLinkKind = recordKind({
  name: 'calendar-link',
  read: calendarSubscribe,
  attributes: ['user'],
  visibleTo: (actor) => [can({ user: { $eq: actor.userId } })],
});
